{{ config(schema=none, unique_key=none) }}
select * from {{ source('raw', 'orders') }}
