
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  
select quantity
from "shop"."shop_staging"."stg_order_lines"
where quantity < 1

  
  
      
    ) dbt_internal_test