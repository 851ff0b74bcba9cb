{{ config(materialized='incremental', incremental_strategy='microbatch', event_time='at', batch_size='day', begin='2024-01-01', lookback=2, concurrent_batches=true) }}
select 1 as id, now() as at
