{{ config(materialized='sink') }}
FROM {{ ref('c_mv') }}
INTO KAFKA CONNECTION materialize.public.kafka (TOPIC 'things')
FORMAT AVRO USING CONFLUENT SCHEMA REGISTRY CONNECTION materialize.public.registry
ENVELOPE DEBEZIUM
