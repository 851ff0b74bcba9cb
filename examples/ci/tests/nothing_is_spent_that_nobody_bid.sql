select *
from (
    select
        (select sum(spent) from {{ ref('spending') }}) as spent,
        (select sum(amount) from {{ ref('winning_bids') }}) as won
) as totals
where spent <> won
