select
    order_id,
    line as line_number,
    product_id,
    quantity,
    {{ cents_to_money('unit_price_cents') }} as unit_price,
    {{ cents_to_money('quantity * unit_price_cents') }} as line_total
from {{ ref('raw_order_lines') }}
