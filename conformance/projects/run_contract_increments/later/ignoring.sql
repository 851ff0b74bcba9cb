{{ config(materialized='incremental', on_schema_change='ignore') }} {% if var('more', false) %}select 1 as id, 'x' as name, 3 as more{% else %}select 1 as id, 'x' as name{% endif %}
