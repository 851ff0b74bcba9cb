{{ config(materialized='incremental', incremental_strategy='delete+insert') }} select {{ var('r', 1) }} as id
