select * from {{ ref('dim_customer') }}
union all select id, name from {{ ref('dim_customer', v=1) }}
union all select id, name from {{ ref('dim_customer', version='1') }}
union all select id, name from {{ ref('versions', 'dim_customer', v=3) }}
