{{ config(materialized='ephemeral') }}
select id from {{ ref('b_view') }}
