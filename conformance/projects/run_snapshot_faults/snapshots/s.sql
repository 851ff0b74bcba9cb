{% snapshot no_key %}
{{ config(strategy='timestamp', updated_at='updated_at') }}
select * from {{ source('raw', 'src') }}
{% endsnapshot %}
