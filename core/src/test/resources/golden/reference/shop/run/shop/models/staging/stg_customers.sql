
  create view "shop"."shop_staging"."stg_customers__dbt_tmp"
    
    
  as (
    select
    id as customer_id,
    name as customer_name,
    nullif(email, '') as email,
    city,
    joined_on::date as joined_on
from "shop"."shop_raw"."raw_customers"
  );