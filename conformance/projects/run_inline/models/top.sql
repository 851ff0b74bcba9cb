select * from {{ ref('mid') }}
