{{ config(materialized='incremental', full_refresh=true) }} select {{ var('r', 1) }} as id
