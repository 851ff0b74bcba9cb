{{ config(materialized='incremental', unique_key=['id', 'day'], incremental_strategy='delete+insert', on_schema_change='append_new_columns', meta={'levels': ['bronze']}, grants={'select': ['reporter', 'auditor']}) }}
select * from {{ ref('revenue') }} join {{ ref('snap_orders') }} using (id)
