{{ config(materialized='without_relations') }} select 1 as id
