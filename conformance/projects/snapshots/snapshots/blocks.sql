{% snapshot orders_kept %}
{{ config(strategy='check', check_cols=['status', 'amount'], target_database=target.database, hard_deletes='invalidate') }}
select * from {{ source('raw', 'orders') }}
{% endsnapshot %}

{% snapshot customers_kept %}
{{ config(strategy='timestamp', updated_at='changed', unique_key=['id', 'region'], dbt_valid_to_current="'9999-12-31'") }}
select * from {{ ref('customers') }}
{% endsnapshot %}
