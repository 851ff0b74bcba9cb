{% set x = config(materialized='view') %}select 1
