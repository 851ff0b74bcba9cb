{% if true %}{{ config(materialized='view') }}{% endif %}select 1
