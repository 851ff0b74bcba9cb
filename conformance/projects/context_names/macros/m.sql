{% macro return_it() %}{{ return('returned') }}{% endmacro %}
{% macro dbt_utils_like(x) %}{% set ns = namespace(t=0) %}{% for i in [1, 2] %}{% set ns.t = ns.t + i %}{% endfor %}{{ x }}{{ ns.t }}{{ caller() if caller else '' }}{{ varargs }}{{ kwargs }}{% endmacro %}
{% materialization odd, default %}{{ return({'relations': []}) }}{% endmaterialization %}
{% materialization odd, adapter='postgres', supported_languages=['sql', 'python'] %}{{ return({'relations': []}) }}{% endmaterialization %}
{% test own(model) %}select 1 where false{% endtest %}
