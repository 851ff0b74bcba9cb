{{ config(materialized='incremental') }}
select * from {{ ref('input') }} {% if is_incremental() %} where id > 2 {% endif %}
