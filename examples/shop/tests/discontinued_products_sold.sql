{{ config(severity='warn', warn_if='>5', tags=['sales']) }}

select s.product_id, s.pieces
from {{ ref('product_sales') }} as s
inner join {{ ref('stg_products') }} as p on p.product_id = s.product_id
where p.discontinued and s.pieces > 0
