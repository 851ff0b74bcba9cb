{% macro m() %}{{ m() }}{% endmacro %}
