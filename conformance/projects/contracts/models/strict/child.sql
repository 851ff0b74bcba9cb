{{ config(materialized='incremental', on_schema_change='append_new_columns', unique_key='id') }}
select id, name, 1.5::numeric as price from {{ ref('base') }}
