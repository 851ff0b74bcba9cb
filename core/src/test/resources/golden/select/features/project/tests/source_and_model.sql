select * from {{ source('raw', 'orders') }} join {{ ref('stg_orders') }} using (id)
