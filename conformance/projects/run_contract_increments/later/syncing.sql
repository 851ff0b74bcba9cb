{{ config(materialized='incremental', on_schema_change='sync_all_columns') }} {% if var('more', false) %}select 1 as id, 'x' as name, 3 as more{% else %}select 1 as id, 'x' as name{% endif %}
