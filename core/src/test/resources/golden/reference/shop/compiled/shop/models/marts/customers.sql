

with kept as (

    select * from "shop"."shop"."orders"
    where status not in ('returned', 'cancelled')

)

select
    c.customer_id,
    c.customer_name,
    c.city,
    c.joined_on,
    count(k.order_id) as orders,
    coalesce(sum(k.total), 0)::numeric(12, 2) as spent,
    min(k.ordered_at) as first_order_at,
    max(k.ordered_at) as last_order_at
from "shop"."shop_staging"."stg_customers" as c
left join kept as k on k.customer_id = c.customer_id
group by 1, 2, 3, 4
order by 1