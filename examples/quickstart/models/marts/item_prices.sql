{{ config(
    materialized='materialized_view',
    cluster=target.cluster,
    indexes=[{'columns': ['item'], 'name': 'item_prices_by_item'}]
) }}

select
    item,
    count(*) as sold,
    min(amount) as lowest,
    max(amount) as highest
from {{ ref('winning_bids') }}
group by item
