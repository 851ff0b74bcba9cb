{% snapshot stamped %}
{{ config(target_schema=target.schema, unique_key='id', strategy='timestamp', updated_at='updated_at') }}
select * from {{ source('raw', 'src') }}
{% endsnapshot %}
{% snapshot stamped_invalidate %}
{{ config(unique_key='id', strategy='timestamp', updated_at='updated_at', hard_deletes='invalidate') }}
select * from {{ source('raw', 'src') }}
{% endsnapshot %}
{% snapshot stamped_old_invalidate %}
{{ config(unique_key='id', strategy='timestamp', updated_at='updated_at', invalidate_hard_deletes=true) }}
select id, name, updated_at from {{ source('raw', 'src') }}
{% endsnapshot %}
{% snapshot stamped_new_record %}
{{ config(unique_key='id', strategy='timestamp', updated_at='updated_at', hard_deletes='new_record') }}
select * from {{ source('raw', 'src') }}
{% endsnapshot %}
{% snapshot stamped_current %}
{{ config(unique_key=['id', 'name'], strategy='timestamp', updated_at='updated_at', dbt_valid_to_current="'2999-01-01'::timestamp", hard_deletes='invalidate') }}
select * from {{ source('raw', 'src') }}
{% endsnapshot %}
{% snapshot checked %}
{{ config(unique_key='id', strategy='check', check_cols=['name', 'amount']) }}
select * from {{ source('raw', 'src') }}
{% endsnapshot %}
{% snapshot checked_all %}
{{ config(unique_key="id || '-' || 1", strategy='check', check_cols='all', hard_deletes='ignore') }}
select * from {{ source('raw', 'src') }}
{% endsnapshot %}
{% snapshot checked_updated %}
{{ config(unique_key='id', strategy='check', check_cols=['name'], updated_at='updated_at', hard_deletes='new_record') }}
select id, name{% if var('renamed', false) %} as title, name{% endif %}, updated_at from {{ source('raw', 'src') }}
{% endsnapshot %}
{% snapshot own_strategy %}
{{ config(unique_key='id', strategy='own') }}
select id, name, updated_at from {{ source('raw', 'src') }}
{% endsnapshot %}
{% snapshot unknown_strategy %}
{{ config(unique_key='id', strategy='nothing') }}
select id from {{ source('raw', 'src') }}
{% endsnapshot %}
