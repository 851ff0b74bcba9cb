{{ config(materialized='incremental') }}
select id, amount, day from {{ ref('a') }} {% if is_incremental() %} where id > (select max(id) from {{ this }}) {% endif %}
