with a as (select * from {{ ref('eph2') }}) select a.* from a join {{ ref('eph') }} using (id)
