{{ config(materialized='materialized_view', refresh_interval={'at_creation': True, 'every': '1 hour'}) }}
select count(*) as auctions from {{ ref('best_bids') }}
