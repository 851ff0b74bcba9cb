
    
    



select order_id
from "shop"."shop"."orders"
where order_id is null


