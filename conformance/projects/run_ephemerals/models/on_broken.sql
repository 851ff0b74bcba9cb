select * from {{ ref('broken_e') }}
