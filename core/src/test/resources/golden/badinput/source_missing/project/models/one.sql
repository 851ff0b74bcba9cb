select * from {{ source('web', 'visits') }}
