{% macro h() %}1{% endmacro %}
