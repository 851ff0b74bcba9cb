{{ config(materialized='source') }}
FROM LOAD GENERATOR AUCTION (TICK INTERVAL '100ms') FOR ALL TABLES
