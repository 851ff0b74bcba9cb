select * from {{ ref('second') }} where false
