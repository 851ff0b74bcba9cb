select * from {{ ref('pre_fails') }}
