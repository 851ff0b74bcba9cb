{% macro cents_to_money(expression, digits=2) -%}
    round(({{ expression }}) / 100.0, {{ digits }})::numeric(12, {{ digits }})
{%- endmacro %}
