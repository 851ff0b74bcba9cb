
    
    select
      count(*) as failures,
      count(*) >5 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  

select s.product_id, s.pieces
from "shop"."shop"."product_sales" as s
inner join "shop"."shop_staging"."stg_products" as p on p.product_id = s.product_id
where p.discontinued and s.pieces > 0
  
  
      
    ) dbt_internal_test