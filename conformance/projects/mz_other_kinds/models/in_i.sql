{{ config(materialized='sink') }}
from materialize.public.counted into kafka connection materialize.public.kafka (topic 'b') format json envelope debezium;
