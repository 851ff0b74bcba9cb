
select quantity
from "shop"."shop_staging"."stg_order_lines"
where quantity < 1
