{{ config(materialized='incremental', unique_key='id') }}
select id, kind from {{ ref('a') }}
{% if is_incremental() %} where id > (select max(id) from {{ this }}) {% endif %}
