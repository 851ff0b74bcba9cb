{{ config(materialized='incremental', incremental_strategy='microbatch', unique_key='id', event_time='at', batch_size='month', begin='2023-11-01',
          concurrent_batches=true) }}
select id, at from {{ ref('input') }}
