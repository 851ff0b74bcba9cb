{{ config(materialized='source', schema='mixed', cluster='other', tags='bad') }} from load generator counter
