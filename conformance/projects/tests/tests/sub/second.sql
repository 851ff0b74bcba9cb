select * from {{ ref('b') }} where 1 = 0
