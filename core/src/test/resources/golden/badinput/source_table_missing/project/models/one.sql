select * from {{ source('web', 'visit') }}
