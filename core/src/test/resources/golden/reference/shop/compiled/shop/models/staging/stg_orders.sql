

select
    id as order_id,
    customer_id,
    status,
    ordered_at::timestamp as ordered_at,
    changed_at::timestamp as changed_at
from "shop"."shop_raw"."raw_orders"
where ordered_at::date >= date '2026-01-01'