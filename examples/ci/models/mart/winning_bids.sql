-- depends_on: {{ ref('auction') }}
{{ config(indexes=[{'columns': ['buyer']}]) }}

select distinct on (auctions.id)
    auctions.id as auction_id,
    bids.buyer,
    bids.amount
from {{ source('auction', 'auctions') }} as auctions
inner join {{ source('auction', 'bids') }} as bids on bids.auction_id = auctions.id
order by auctions.id, bids.amount desc, bids.id
