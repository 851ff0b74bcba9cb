-- {{ source('raw', 'users') }}
select 1 where false