{% call statement('x', fetch_result=true) %}select 1 as one, 'b' as two{% endcall %}
{% set r = run_query('select 5 as five') %}
select {{ load_result('x')['data'][0][0] if execute else 0 }} as a, {{ r.columns[0].values()[0] if execute else 1 }} as b,
{% for c in adapter.get_columns_in_relation(ref('other')) %}{{ c.name }},{% endfor %} {{ load_relation(ref('other')) is none }} as d
