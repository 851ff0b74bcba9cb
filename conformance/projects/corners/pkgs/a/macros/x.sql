{% macro mm() %}{{ return(adapter.dispatch('mm', 'a')()) }}{% endmacro %}{% macro default__mm() %}a{% endmacro %}
