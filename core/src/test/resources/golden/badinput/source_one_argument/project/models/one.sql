select * from {{ source('web') }}
