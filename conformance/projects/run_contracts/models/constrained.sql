{{ config(materialized='incremental' if var('inc', false) else 'table', on_schema_change='append_new_columns') }}
select 1 as id, 'a' as name, 2 as other{% if var('extra', false) %}, 3 as extra{% endif %}
