select * from {{ ref('switching') }}
