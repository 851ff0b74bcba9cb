{{ config(materialized='source', schema='ingest', cluster='ingest') }} FROM LOAD GENERATOR AUCTION
