{{ config(materialized='incremental', incremental_strategy='sideways') }}
select 1 as id
