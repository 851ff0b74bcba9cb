{{ config(materialized='incremental', incremental_strategy='delete+insert', unique_key=['id', 'name']) }}
select * from {{ ref('input') }} where id > 1
