{% macro helper() %}1=1{% endmacro %}
{% macro dbt_utils_like(a) %}{{ return(adapter.dispatch('inner_thing', 'rich')(a)) }}{% endmacro %}
{% macro default__inner_thing(a) %}{{ helper() }}{% endmacro %}
{% macro postgres__inner_thing(a) %}{{ helper() }} and {{ rich.helper() }} and {{ dbt.type_string() }} {{ type_int() }} {{ nothing_here() if false }}{% endmacro %}
{% macro inner_thing(a) %}{{ adapter.dispatch('inner_thing')(a) }}{% endmacro %}
{% macro my_hook() %}select 3{% endmacro %}
{% materialization odd, adapter='postgres' %}{{ return({'relations': []}) }}{% endmaterialization %}
{% materialization odd2, default, supported_languages=['sql', 'python'] %}{{ helper() }}{% endmaterialization %}
{% macro generate_schema_name(custom_schema_name, node) %}{{ 'gen_' ~ (custom_schema_name or 'none') ~ '_' ~ node.resource_type }}{% endmacro %}
