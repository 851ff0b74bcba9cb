{{
    config(
        materialized='incremental',
        unique_key='order_id',
        on_schema_change='append_new_columns',
        indexes=[{'columns': ['order_id'], 'unique': true}]
    )
}}

select
    o.order_id,
    o.customer_id,
    o.status,
    o.ordered_at,
    o.changed_at,
    t.pieces,
    t.total,
    '{{ var("currency") }}'::text as currency
from {{ ref('stg_orders') }} as o
inner join {{ ref('order_totals') }} as t on t.order_id = o.order_id
{% if is_incremental() %}
where o.changed_at > (select coalesce(max(changed_at), '-infinity') from {{ this }})
{% endif %}
