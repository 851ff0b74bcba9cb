select
    id as product_id,
    sku,
    name as product_name,
    category,
    {{ cents_to_money('price_cents') }} as price,
    discontinued,
    changed_at
from {{ ref('raw_products') }}
