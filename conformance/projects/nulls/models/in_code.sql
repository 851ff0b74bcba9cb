{{ config(schema=none, unique_key=none, alias=none, database=none, event_time=none, own=none, on_schema_change=none,
          full_refresh=none, lookback=none, batch_size=none, incremental_strategy=none, begin=none, concurrent_batches=none) }}
select 1 as id
