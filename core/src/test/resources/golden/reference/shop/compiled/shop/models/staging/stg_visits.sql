select
    visit_id,
    path,
    customer_id,
    day
from "shop"."shop_web"."visits"
where agent <> 'robot'