{% snapshot snap %}{{ config(strategy='check', check_cols='all', unique_key='sid', target_schema=target.schema) }} select 1 as sid {% endsnapshot %}
