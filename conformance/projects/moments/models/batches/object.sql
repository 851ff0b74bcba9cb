{{ config(materialized='incremental', incremental_strategy='microbatch', event_time='at', batch_size='day', begin=modules.datetime.datetime(2024,1,2)) }} select 1 as a
