select customer_name, spent
from {{ ref('customers') }}
order by spent desc
limit 3
