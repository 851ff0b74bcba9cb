{% macro one() %}{{ adapter.dispatch('one', 'helper')() }}{% endmacro %}
{% macro default__one() %}1{% endmacro %}
{% macro two() %}{{ return(adapter.dispatch('two', 'helper')()) }}{% endmacro %}
{% macro postgres__two() %}'pg'{% endmacro %}
{% macro default__two() %}2{% endmacro %}
