{{ config(materialized='source', schema='ingest', cluster='ingest', tags='good') }} from load generator counter
