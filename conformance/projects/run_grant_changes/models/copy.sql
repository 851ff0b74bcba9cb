{{ config(materialized='table', copy_grants=true) }} select 1 as id
