

select
    order_id,
    sum(quantity) as pieces,
    sum(line_total) as total
from "shop"."shop_staging"."stg_order_lines"
group by order_id