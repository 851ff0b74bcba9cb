{{ config(materialized='incremental', incremental_strategy='merge', unique_key='id', merge_exclude_columns=['name', 'day'],
          incremental_predicates=['DBT_INTERNAL_DEST.id > 1']) }}
select id, name, amount, day from {{ ref('input') }} {% if is_incremental() %} where day > date '2024-01-03' {% endif %}
