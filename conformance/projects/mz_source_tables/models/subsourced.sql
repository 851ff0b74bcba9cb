{{ config(materialized='source', schema='subs', cluster='ingest') }} FROM LOAD GENERATOR AUCTION (TICK INTERVAL '1s') FOR ALL TABLES
