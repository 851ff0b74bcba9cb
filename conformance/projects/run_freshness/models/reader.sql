select * from {{ source('raw', 'fine') }}
