{{ config(materialized='incremental', grants={'select': ['f']}, meta={'file': true, 'deep': {'b': {'c': 'file'}}}) }}
select * from {{ ref('layer_one') }} {% if is_incremental() %}where 1=1{% endif %}
