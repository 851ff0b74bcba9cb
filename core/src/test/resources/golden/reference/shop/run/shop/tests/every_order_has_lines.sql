
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  select o.order_id
from "shop"."shop_staging"."stg_orders" as o
left join "shop"."shop_staging"."stg_order_lines" as l on l.order_id = o.order_id
where l.order_id is null
  
  
      
    ) dbt_internal_test