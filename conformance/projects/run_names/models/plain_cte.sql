{{ config(materialized='table') }} with a as (select 1 as id) select * from a -- {{ 'c' }} /* x */
