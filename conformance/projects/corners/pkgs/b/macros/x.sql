{% macro postgres__mm() %}b{% endmacro %}{% macro default__mm() %}bd{% endmacro %}
