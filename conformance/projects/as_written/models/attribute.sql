{{ config(alias='q9') }} select * from {{ ref("conditional").identifier }}
