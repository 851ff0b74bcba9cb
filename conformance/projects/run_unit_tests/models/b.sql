select id, name from {{ ref('a') }}
