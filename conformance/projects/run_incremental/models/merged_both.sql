{{ config(materialized='incremental', incremental_strategy='merge', unique_key='id', merge_update_columns=['name'], merge_exclude_columns=['day']) }}
select id, name, amount, day from {{ ref('input') }}
