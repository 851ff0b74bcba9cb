{{ config(materialized='table', enabled=var('kind') == 'view') }} select 1 as id
