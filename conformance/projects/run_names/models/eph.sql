{{ config(materialized='ephemeral') }} with x as (select 2 as id) select * from x
