{{ config(materialized='table') }}
select {{ dbt.hash("'abc'") }} as h, {{ dbt.split_part("'a|b|c'", "'|'", 2) }} as s2, {{ dbt.split_part("'a|b|c'", "'|'", -1) }} as s_1,
  {{ dbt.last_day("date '2024-02-10'", 'month') }} as ld, {{ dbt.last_day("date '2024-02-10'", 'quarter') }} as lq, {{ dbt.last_day("date '2024-02-10'", 'year') }} as ly,
  {{ dbt.concat(["'a'", "'b'"]) }} as c, {{ dbt.length("'abc'") }} as l, {{ dbt.position("'b'", "'abc'") }} as p, {{ dbt.replace("'abc'", "'b'", "'x'") }} as r,
  {{ dbt.right("'abc'", 2) }} as rt, {{ dbt.safe_cast("'1'", api.Column.translate_type('integer')) }} as sc, {{ dbt.string_literal("it''s") }} as sl,
  {{ dbt.cast_bool_to_text('true') }} as cb, {{ dbt.escape_single_quotes("it's") | length }} as esc, {{ dbt.date(2024, 1, 2) }} as dt,
  {{ dbt.array_construct([1, 2, 3]) }} as arr, {{ dbt.array_append(dbt.array_construct([1, 2]), 3) }} as arr2, {{ dbt.array_concat(dbt.array_construct([1]), dbt.array_construct([2])) }} as arr3,
  {{ dbt.cast("'5'", 'int') }} as ca, {{ dbt.current_timestamp() }} > '2020-01-01' as ts, {{ dbt.any_value('x') }} as av, {{ dbt.bool_or('x > 1') }} as bo,
  {{ dbt.listagg('x', "', '", 'order by x') }} as la, {{ dbt.listagg('x', "'-'", 'order by x desc', 2) }} as ll, {{ dbt.listagg('x') }} as lp
from (values ('a'), ('c'), ('b')) as w(y), lateral (select length(y) + ascii(y) as n) m, lateral (select n::text as q) k, lateral (select n as x2) z, lateral (select q::int as x) o
