{{ config(tags=['orders'], meta={'grain': 'order'}) }}

select
    id as order_id,
    customer_id,
    status,
    ordered_at::timestamp as ordered_at,
    changed_at::timestamp as changed_at
from {{ ref('raw_orders') }}
where ordered_at::date >= date '{{ var("first_day") }}'
