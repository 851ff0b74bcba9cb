
    
    



select customer_id
from "shop"."shop_staging"."stg_customers"
where customer_id is null


