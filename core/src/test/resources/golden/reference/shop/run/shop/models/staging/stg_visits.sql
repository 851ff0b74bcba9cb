
  create view "shop"."shop_staging"."stg_visits__dbt_tmp"
    
    
  as (
    select
    visit_id,
    path,
    customer_id,
    day
from "shop"."shop_web"."visits"
where agent <> 'robot'
  );