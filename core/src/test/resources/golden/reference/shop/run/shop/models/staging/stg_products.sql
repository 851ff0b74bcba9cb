
  create view "shop"."shop_staging"."stg_products__dbt_tmp"
    
    
  as (
    select
    id as product_id,
    sku,
    name as product_name,
    category,
    round((price_cents) / 100.0, 2)::numeric(12, 2) as price,
    discontinued,
    changed_at
from "shop"."shop_raw"."raw_products"
  );