{% snapshot snap %}
{{ config(target_schema='s', unique_key='id', strategy='check', check_cols='all', invalidate_hard_deletes=True) }}
select * from {{ ref('old') }}
{% endsnapshot %}
