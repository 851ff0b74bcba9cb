{{ config(materialized='incremental', unique_key='id', incremental_strategy='merge', merge_update_columns=['name']) }} select 1 as id, '{{ var('r', 1) }}' as name, '{{ var('r', 1) }}' as other
