{{ config(materialized='incremental', incremental_strategy='microbatch', event_time='at', batch_size='day', begin='2024-01-01 10:11:12.5+02:00') }} select 1 as a
