{{ config(
    materialized='materialized_view',
    cluster=target.cluster,
    indexes=[{'columns': ['id']}]
) }}

-- Money in and money out of each member, kept up to date as auctions end.
select
    id,
    sum(credit) as credits,
    sum(debit) as debits
from (
    select seller as id, amount as credit, 0 as debit from {{ ref('winning_bids') }}
    union all
    select buyer as id, 0 as credit, amount as debit from {{ ref('winning_bids') }}
) as movements
group by id
