-- depends_on: {{ ref('auction') }}
{{ config(
    indexes=[
        {'columns': ['item']},
        {'columns': ['buyer']},
        {'columns': ['seller']},
    ]
) }}

-- An auction shows up here at the moment it ends: mz_now() moves on without anyone running this again.
select distinct on (a.id)
    b.id,
    b.buyer,
    b.auction_id,
    b.amount,
    b.bid_time,
    a.item,
    a.seller
from {{ source('auction', 'auctions') }} as a
inner join {{ source('auction', 'bids') }} as b on b.auction_id = a.id
where
    b.bid_time < a.end_time
    and mz_now() >= a.end_time
order by a.id, b.amount desc, b.bid_time, b.id
