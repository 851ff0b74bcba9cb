{% macro outer() %}{{ inner() }}{% endmacro %}

{% macro inner() %}
  {{ exceptions.raise_compiler_error('the moon is full') }}
{% endmacro %}
