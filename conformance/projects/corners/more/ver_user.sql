select * from {{ ref('ver') }} union all select id from {{ ref('ver', v=1) }}
