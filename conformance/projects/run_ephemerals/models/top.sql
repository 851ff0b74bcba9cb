with recursive y as (select 1 as n union all select n + 1 from y where n < 3)
select e2.id, e2.next, y.n from {{ ref('e2') }} as e2, {{ ref('e1') }} as e1, y
