-- depends_on: {{ ref('pg') }}
{{ config(materialized='materialized_view', indexes=[{'columns': ['item']}]) }}
select o.id, o.item, c.name
from {{ ref('orders') }} o join {{ source('pg', 'customers') }} c on c.id = o.id
