{{ config(materialized='sink', schema='mixed', cluster='sinks', tags='bad') }} from {{ ref('c_mv') }} into kafka connection materialize.public.kafka (topic 'c') format json envelope debezium
