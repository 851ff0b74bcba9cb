{% macro cents() %}1{% endmacro %}
