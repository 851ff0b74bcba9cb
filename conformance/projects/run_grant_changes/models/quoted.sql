{{ config(materialized='table', alias='Quoted Name') }} select 1 as id
