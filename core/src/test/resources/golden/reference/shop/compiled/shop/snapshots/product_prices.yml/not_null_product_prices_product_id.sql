
    
    



select product_id
from "shop"."shop_history"."product_prices"
where product_id is null


