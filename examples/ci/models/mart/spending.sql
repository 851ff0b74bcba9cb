select
    buyer,
    sum(amount) as spent
from {{ ref('winning_bids') }}
group by buyer
