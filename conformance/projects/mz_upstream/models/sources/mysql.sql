{{ config(materialized='source', cluster='ingest') }}
FROM MYSQL CONNECTION mysql_connection
FOR ALL TABLES
