{{ config(materialized='incremental', incremental_strategy='microbatch', unique_key='id', event_time='at', batch_size='hour', begin='2024-01-01',
          lookback=2, pre_hook="create table if not exists {{ this.schema }}.hooked (x int)", post_hook="insert into {{ this.schema }}.hooked values (1)") }}
select id, at from {{ ref('input').render() }}
