{{ config(materialized='incremental', incremental_strategy='delete+insert', unique_key='id',
          incremental_predicates=["day > date '2024-01-01'"]) }}
select id, name, amount, day from {{ ref('input') }} {% if is_incremental() %} where day > date '2024-01-03' {% endif %}
