{{ config(materialized='sink', schema='sinks', cluster='sinks') }} from {{ ref('b_mv') }} into kafka connection materialize.public.kafka (topic 'b') format json envelope debezium
