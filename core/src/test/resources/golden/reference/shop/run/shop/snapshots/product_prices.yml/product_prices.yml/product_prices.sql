
      
  
    

  create  table "shop"."shop_history"."product_prices"
  
  
    as
  
  (
    
    

    select *,
        md5(coalesce(cast(product_id as varchar ), '')
         || '|' || coalesce(cast(changed_at as varchar ), '')
        ) as dbt_scd_id,
        changed_at as dbt_updated_at,
        changed_at as dbt_valid_from,
        
  
  coalesce(nullif(changed_at, changed_at), null)
  as dbt_valid_to
from (
        select * from "shop"."shop_staging"."stg_products"
    ) sbq



  );
  
  