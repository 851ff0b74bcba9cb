
    
    



select visit_id
from "shop"."shop_web"."visits"
where visit_id is null


