{% macro body() %}
{% set round = var('round', 1) %}
{% if round == 1 %} select {{ round }} as id, 'x'::varchar(5) as a, 1.5::numeric(10,2) as b
{% elif round == 2 %} select {{ round }} as id, 'yy'::varchar(5) as a, 2.5::numeric(10,2) as b, 'new' as c
{% elif round == 3 %} select {{ round }} as id, 'a longer text'::varchar(20) as a, 'new3' as c
{% else %} select {{ round }}::bigint as id, 5::int as a, now()::date as "Quoted D", 'new4' as c {% endif %}
{% endmacro %}
