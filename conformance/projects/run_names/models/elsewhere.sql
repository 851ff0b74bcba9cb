{{ config(schema='else', database=target.dbname) }} select * from {{ ref('deep') }}
