
    
    



select email
from "shop"."shop_staging"."stg_customers"
where email is null


