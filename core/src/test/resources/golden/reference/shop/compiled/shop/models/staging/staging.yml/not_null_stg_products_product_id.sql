
    
    



select product_id
from "shop"."shop_staging"."stg_products"
where product_id is null


