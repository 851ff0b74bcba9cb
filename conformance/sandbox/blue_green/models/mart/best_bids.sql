-- depends_on: {{ ref('house') }}
{{ config(materialized='materialized_view', indexes=[{'columns': ['auction_id'], 'cluster': 'serving'}]) }}
select auction_id, max(amount) as best from {{ source('house', 'bids') }} group by auction_id
