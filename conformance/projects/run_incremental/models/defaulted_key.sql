{{ config(materialized='incremental', unique_key='id') }}
select * from {{ ref('input') }} {% if is_incremental() %} where day > date '2024-01-03' {% endif %}
