{{ config(materialized='incremental', unique_key='nokey') }}
select 1 as id
