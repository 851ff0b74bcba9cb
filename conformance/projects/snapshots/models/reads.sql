select * from {{ ref('customers_yaml') }} join {{ ref('orders_kept') }} using (id)
