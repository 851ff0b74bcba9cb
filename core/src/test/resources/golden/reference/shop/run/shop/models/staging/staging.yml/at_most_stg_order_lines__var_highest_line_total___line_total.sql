
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) >0 as should_error
    from (
      
    
  

select line_total
from (select * from "shop"."shop_staging"."stg_order_lines" where quantity < 100) dbt_subquery
where line_total > 500

  
  
      
    ) dbt_internal_test