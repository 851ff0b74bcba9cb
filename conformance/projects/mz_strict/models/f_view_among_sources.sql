{{ config(schema='mixed', tags='bad') }} select 1 as id
