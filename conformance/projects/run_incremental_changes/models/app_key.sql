{{ config(materialized='incremental', unique_key='id', incremental_strategy='append') }} select 1 as id, '{{ var('r', 1) }}' as name
