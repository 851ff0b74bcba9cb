{{ config(materialized='incremental', on_schema_change='shrug') }}select 1 as id
