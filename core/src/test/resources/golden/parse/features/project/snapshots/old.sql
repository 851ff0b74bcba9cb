{% snapshot snap_sql %}
{{ config(unique_key='id', strategy='check', check_cols=['name'], target_schema='hist') }}
select * from {{ ref('seed_one') }}
{% endsnapshot %}
{% snapshot snap_two %}{{ config(unique_key='id', strategy='timestamp', updated_at='ts') }} select 1 as id, now() as ts{% endsnapshot %}
