{{ config(materialized='source', cluster='ingest', indexes=[{'columns': ['item'], 'cluster': 'serving'}]) }}
FROM KAFKA CONNECTION kafka_connection (TOPIC 'orders')
FORMAT AVRO USING CONFLUENT SCHEMA REGISTRY CONNECTION csr_connection
ENVELOPE UPSERT
