{{ config(materialized='incremental', tags='refused') }}
select 1 as id
