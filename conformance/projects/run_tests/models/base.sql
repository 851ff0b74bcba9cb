{{ config(materialized='table') }}
select * from (values (1, 'a', null::int), (2, 'b', 1), (2, 'c', 2), (3, null, 9)) as v(id, name, parent)
