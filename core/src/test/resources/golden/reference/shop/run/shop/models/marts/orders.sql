
      
  
    

  create  table "shop"."shop"."orders"
  
  
    as
  
  (
    

with __dbt__cte__order_totals as (


select
    order_id,
    sum(quantity) as pieces,
    sum(line_total) as total
from "shop"."shop_staging"."stg_order_lines"
group by order_id
) select
    o.order_id,
    o.customer_id,
    o.status,
    o.ordered_at,
    o.changed_at,
    t.pieces,
    t.total,
    'EUR'::text as currency
from "shop"."shop_staging"."stg_orders" as o
inner join __dbt__cte__order_totals as t on t.order_id = o.order_id

  );
  
  