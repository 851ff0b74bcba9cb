{{ config(materialized='sink', schema='sinks', cluster='sinks', tags='good') }} from {{ ref('c_mv') }} into kafka connection materialize.public.kafka (topic 'b') format json envelope debezium
