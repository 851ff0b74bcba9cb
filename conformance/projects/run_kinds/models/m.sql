{{ config(materialized=var('kind')) }}
select * from {{ ref('base') }}
