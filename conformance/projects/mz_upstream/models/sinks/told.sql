{{ config(materialized='sink', cluster='ingest', schema='sinks') }}
FROM {{ ref('named') }}
INTO KAFKA CONNECTION materialize.public.kafka_connection (TOPIC 'told')
KEY (id) NOT ENFORCED
FORMAT AVRO USING CONFLUENT SCHEMA REGISTRY CONNECTION materialize.public.csr_connection
ENVELOPE UPSERT
