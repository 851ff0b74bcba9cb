{{ config(materialized='source', cluster='ingest') }}
FROM KAFKA CONNECTION kafka_connection (TOPIC 'plain')
FORMAT TEXT
INCLUDE OFFSET
