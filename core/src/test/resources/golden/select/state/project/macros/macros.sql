{% macro outer_macro(x) %}{{ inner_macro() }}{% endmacro %}

{% macro inner_macro() %}1{% endmacro %}

{% macro hook_macro() %}select 1{% endmacro %}

{% macro unused_macro() %}1{% endmacro %}
