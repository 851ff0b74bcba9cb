{{ config(materialized='source', cluster='ingest') }}
FROM SQL SERVER CONNECTION sqlserver_connection
FOR ALL TABLES
