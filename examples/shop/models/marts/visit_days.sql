{{ config(materialized='view', enabled=var('with_visits', true)) }}

select
    day,
    count(*) as visits,
    count(distinct customer_id) as visitors
from {{ ref('stg_visits') }}
group by day
