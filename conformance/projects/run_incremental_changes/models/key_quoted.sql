{{ config(materialized='incremental', unique_key='"Id"') }} select 1 as "Id", {{ var('r', 1) }} as x
