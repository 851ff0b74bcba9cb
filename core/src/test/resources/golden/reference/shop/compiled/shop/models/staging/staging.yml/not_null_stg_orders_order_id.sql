
    
    



select order_id
from "shop"."shop_staging"."stg_orders"
where order_id is null


