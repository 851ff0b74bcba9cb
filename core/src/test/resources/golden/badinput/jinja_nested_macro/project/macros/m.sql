{% macro m(a) %}
{% macro n() %}{% endmacro %}
{% endmacro %}
