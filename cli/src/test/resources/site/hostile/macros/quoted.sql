{% macro quoted(word) %}'{{ word }}'{% endmacro %}
