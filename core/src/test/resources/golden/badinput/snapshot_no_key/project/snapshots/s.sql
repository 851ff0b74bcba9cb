{% snapshot s %}{{ config(strategy='timestamp', updated_at='t') }}select 1 as id, now() as t{% endsnapshot %}
