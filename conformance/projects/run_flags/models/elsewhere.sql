{{ config(materialized='table', schema='other') }} select count(*) as n from {{ ref('seeded') }} s join {{ ref('viewed') }} v on s.id = v.id
