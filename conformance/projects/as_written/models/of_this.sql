{{ config(materialized='table') }} select '{{ this }}'
