
  create view "shop"."shop"."visit_days__dbt_tmp"
    
    
  as (
    

select
    day,
    count(*) as visits,
    count(distinct customer_id) as visitors
from "shop"."shop_staging"."stg_visits"
group by day
  );