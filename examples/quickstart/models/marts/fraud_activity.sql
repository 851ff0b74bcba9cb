-- Members who bought an item and sold the same item for more.
select
    sold.seller,
    sold.item,
    bought.amount as bought_for,
    sold.amount as sold_for,
    sold.amount - bought.amount as gain
from {{ ref('winning_bids') }} as bought
inner join {{ ref('winning_bids') }} as sold
    on sold.seller = bought.buyer and sold.item = bought.item
where sold.amount > bought.amount
