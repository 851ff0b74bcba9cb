
select total
from "shop"."shop"."orders"
where total < 0
