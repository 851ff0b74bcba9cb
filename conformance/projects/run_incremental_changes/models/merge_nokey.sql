{{ config(materialized='incremental', incremental_strategy='merge') }} select {{ var('r', 1) }} as id
