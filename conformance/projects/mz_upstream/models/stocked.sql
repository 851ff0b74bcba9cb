-- depends_on: {{ ref('mysql') }}
-- depends_on: {{ ref('sqlserver') }}
select i.id, i.price, s.held from {{ source('mysql', 'items') }} i join {{ source('sqlserver', 'stock') }} s on s.id = i.id
