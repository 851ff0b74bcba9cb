{% macro cols() %}{% set r = var('r', 1) | int %}
{%- if r == 1 %}1 as id, 'a' as name
{%- elif r == 2 %}2 as id, 'b' as name, 1.5::numeric as extra
{%- elif r == 3 %}3 as id, 'x'::varchar(5) as name, 'txt' as extra
{%- elif r == 4 %}4 as id
{%- elif r == 5 %}5::bigint as id, 'long enough text'::varchar(100) as name
{%- elif r == 6 %}'t' as name, 6 as id, now()::date as "Day Of"
{%- elif r == 7 %}7 as id, 'n' as name, null as "Day Of", 'z'::varchar(300) as wide
{%- endif %}{% endmacro %}
