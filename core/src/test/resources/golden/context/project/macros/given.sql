{% macro given(value) %}{{ return(value) }}{% endmacro %}
{% macro text_and_return() %}text {{ return([1, 2]) }} more{% endmacro %}
{% macro no_return() %} a {{ 1 }} {% endmacro %}
{% macro kwargs_only(a, b=2) %}{{ a }}-{{ b }}-{{ varargs }}-{{ kwargs }}{% endmacro %}
{% macro fails(why) %}{{ exceptions.raise_compiler_error(why) }}{% endmacro %}
{% macro calls_fails(why) %}{{ fails(why) }}{% endmacro %}
{% macro with_caller() %}<{{ caller() }}>{% endmacro %}
