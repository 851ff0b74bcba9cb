select 1 as id, 2 as customer_id, current_date as ordered_at, 10.0 as amount, true as paid
