select id from {{ ref('elsewhere', 'one') }}
