{{ config(materialized='ephemeral') }}

select
    order_id,
    sum(quantity) as pieces,
    sum(line_total) as total
from {{ ref('stg_order_lines') }}
group by order_id
