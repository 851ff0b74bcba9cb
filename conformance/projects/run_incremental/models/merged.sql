{{ config(materialized='incremental', incremental_strategy='merge', unique_key='id') }}
select id, name, amount, day from {{ ref('input') }} {% if is_incremental() %} where day > date '2024-01-03' {% endif %}
