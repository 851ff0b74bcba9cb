{% snapshot sql_snap %}{{ config(unique_key='a', target_database=target.dbname, tags=['sql']) }} select 1 as a, 2 as b{% endsnapshot %}
{% snapshot second_snap %}{{ config(unique_key='a', check_cols=['b'], target_schema='own') }} select * from {{ ref('base') }}{% endsnapshot %}
