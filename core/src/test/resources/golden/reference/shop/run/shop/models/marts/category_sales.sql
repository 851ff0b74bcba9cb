
  
    

  create  table "shop"."shop"."category_sales__dbt_tmp"
  
  
    as
  
  (
    select
    date_trunc('month', o.ordered_at)::date as month,
    sum(case when p.category = 'clothing' then l.line_total else 0 end)::numeric(12, 2) as clothing,
    sum(case when p.category = 'cutting' then l.line_total else 0 end)::numeric(12, 2) as cutting,
    sum(case when p.category = 'digging' then l.line_total else 0 end)::numeric(12, 2) as digging,
    sum(case when p.category = 'watering' then l.line_total else 0 end)::numeric(12, 2) as watering
from "shop"."shop_staging"."stg_order_lines" as l
inner join "shop"."shop_staging"."stg_orders" as o on o.order_id = l.order_id
inner join "shop"."shop_staging"."stg_products" as p on p.product_id = l.product_id
group by 1
order by 1
  );
  