select * from {{ ref('two' }}
