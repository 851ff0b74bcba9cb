
    
    



select customer_id
from "shop"."shop"."customers"
where customer_id is null


