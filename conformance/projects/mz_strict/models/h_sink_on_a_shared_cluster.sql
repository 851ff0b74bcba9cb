{{ config(materialized='sink', schema='sinks', cluster='serving', tags='bad') }} from {{ ref('c_mv') }} into kafka connection materialize.public.kafka (topic 'c') format json envelope debezium
