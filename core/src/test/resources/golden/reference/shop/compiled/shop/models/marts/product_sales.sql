

select
    p.product_id,
    p.sku,
    p.product_name,
    p.category,
    count(distinct l.order_id) as orders,
    coalesce(sum(l.quantity), 0)::bigint as pieces,
    coalesce(sum(l.line_total), 0)::numeric(12, 2) as revenue
from "shop"."shop_staging"."stg_products" as p
left join "shop"."shop_staging"."stg_order_lines" as l on l.product_id = p.product_id
group by 1, 2, 3, 4
order by 1