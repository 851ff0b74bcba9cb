
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  
select total
from "shop"."shop"."orders"
where total < 0

  
  
      
    ) dbt_internal_test