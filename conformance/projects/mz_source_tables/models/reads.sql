{{ config(materialized='materialized_view') }} select count(*) > 0 as any_bids from {{ ref('bids') }}
