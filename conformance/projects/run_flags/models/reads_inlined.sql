select * from {{ ref('inlined') }} where id > 1
