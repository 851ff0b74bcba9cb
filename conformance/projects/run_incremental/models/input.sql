{{ config(materialized='table') }}
select * from (values (1, 'a', 10, date '2024-01-01'), (2, 'b', 20, date '2024-01-02'), (3, 'c', 30, date '2024-01-03'))
  as v(id, name, amount, day)
{% if var('round', 1) > 1 %}
union all select * from (values (2, 'bb', 21, date '2024-01-04'), (4, 'd', 40, date '2024-01-05')) as v(id, name, amount, day)
{% endif %}
