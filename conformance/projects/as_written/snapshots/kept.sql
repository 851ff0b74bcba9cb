{% snapshot kept %}{{ config(strategy='check', unique_key='id', check_cols=['a'], target_schema='x') }}select 1 as id, 2 as a{% endsnapshot %}
