{% macro default__greet(name) %}'beta default {{ name }}'{% endmacro %}
{% macro same_name() %}'beta same'{% endmacro %}
{% macro pick() %}{{ return(adapter.dispatch('pick', 'beta')()) }}{% endmacro %}
{% macro default__pick() %}'beta pick'{% endmacro %}
{% macro old_pick() %}{{ return(adapter.dispatch(macro_name='pick', macro_namespace='alpha')()) }}{% endmacro %}
{% macro many(a, b=2, c='x') %}{{ a }}{{ b }}{{ c }}{{ varargs }}{{ kwargs }}{% endmacro %}
{% test alpha_check(model, column_name) %}select 'beta' from {{ model }}{% endtest %}
