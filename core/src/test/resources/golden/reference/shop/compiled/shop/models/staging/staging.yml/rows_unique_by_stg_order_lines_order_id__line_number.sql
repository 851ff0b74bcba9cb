
select order_id, line_number
from "shop"."shop_staging"."stg_order_lines"
group by order_id, line_number
having count(*) > 1
