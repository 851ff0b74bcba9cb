{{ config(materialized='table', schema='extra', cluster='scheduled', refresh_interval={'at_creation': true, 'every': '1 day'}) }} select id from {{ ref('b_mv') }}
