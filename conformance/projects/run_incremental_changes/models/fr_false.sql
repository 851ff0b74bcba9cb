{{ config(materialized='incremental', full_refresh=false) }} select {{ var('r', 1) }} as id
