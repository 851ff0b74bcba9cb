{% snapshot s %}{{ config(strategy='guess', unique_key='id') }}select 1 as id, now() as t{% endsnapshot %}
