{{ config(materialized='source', cluster='ingest') }}
FROM WEBHOOK
BODY FORMAT JSON
CHECK (
  WITH (BODY AS body, SECRET hook_secret AS hook_secret)
  constant_time_eq(body, hook_secret)
)
