
  create view "shop"."shop_staging"."stg_order_lines__dbt_tmp"
    
    
  as (
    select
    order_id,
    line as line_number,
    product_id,
    quantity,
    round((unit_price_cents) / 100.0, 2)::numeric(12, 2) as unit_price,
    round((quantity * unit_price_cents) / 100.0, 2)::numeric(12, 2) as line_total
from "shop"."shop_raw"."raw_order_lines"
  );