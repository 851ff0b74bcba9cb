{% macro greet(name='you') %}{{ return(adapter.dispatch('greet', 'alpha')(name)) }}{% endmacro %}
{% macro default__greet(name) %}'alpha default {{ name }} {{ var("colour") }}'{% endmacro %}
{% macro postgres__greet(name) %}'alpha postgres {{ name }}'{% endmacro %}
{% macro same_name() %}'alpha same'{% endmacro %}
{% macro calls_same() %}{{ same_name() }}, {{ alpha.same_name() }}, {{ beta.same_name() }}{% endmacro %}
{% macro end_note() %}select 'end {{ var("default_of_alpha") }}'{% endmacro %}
{% macro default__current_timestamp() %}alpha_now(){% endmacro %}
{% macro only_alpha() %}'only alpha'{% endmacro %}
{% test alpha_check(model, column_name, above=3, label='a "quoted" one', flag=none) %}
select {{ column_name }} from {{ model }} where {{ column_name }} > {{ above }} -- {{ label }} {{ flag }}
{% endtest %}
{% macro test_old_style(model, column_name, other) %}
{{ config(severity='error', fail_calc='max(1)') }}
select 1 from {{ model }} where {{ column_name }} = {{ other }}
{% endmacro %}
{% macro generate_alias_name(custom_alias_name=none, node=none) %}alpha_{{ custom_alias_name or node.name }}{% endmacro %}
{% materialization view, default %}{{ return({'relations': []}) }}{% endmaterialization %}
{% materialization special, adapter='postgres' %}{{ return({'relations': []}) }}{% endmaterialization %}
