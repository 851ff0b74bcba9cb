{% snapshot snap %}{{ config(unique_key='id', strategy='check', check_cols='all', target_schema=target.schema) }} select 1 as id, 'a' as name {% endsnapshot %}
