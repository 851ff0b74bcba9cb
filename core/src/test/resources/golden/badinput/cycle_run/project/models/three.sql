select * from {{ ref('two') }}
