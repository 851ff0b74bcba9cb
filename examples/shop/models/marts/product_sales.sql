{{ config(pre_hook=["set local work_mem = '8MB'"], tags='sales') }}

select
    p.product_id,
    p.sku,
    p.product_name,
    p.category,
    count(distinct l.order_id) as orders,
    coalesce(sum(l.quantity), 0)::bigint as pieces,
    coalesce(sum(l.line_total), 0)::numeric(12, 2) as revenue
from {{ ref('stg_products') }} as p
left join {{ ref('stg_order_lines') }} as l on l.product_id = p.product_id
group by 1, 2, 3, 4
order by 1
