
    
    



select id
from "shop"."shop_raw"."raw_customers"
where id is null


