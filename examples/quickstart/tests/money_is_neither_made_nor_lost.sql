-- What sellers earn is what buyers spend.
select *
from (
    select sum(credits) as credits, sum(debits) as debits
    from {{ ref('funds_movement') }}
) as totals
where credits <> debits
