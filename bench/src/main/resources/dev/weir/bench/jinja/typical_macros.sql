{% macro cents_to_currency(column_name, decimals=2) -%}
    round(1.0 * {{ column_name }} / 100, {{ decimals }})
{%- endmacro %}

{% macro truncated(column_name, part) -%}
    {%- if part not in ['day', 'week', 'month', 'quarter', 'year'] -%}
        {{ fail('unknown part of a date: ' ~ part) }}
    {%- endif -%}
    date_trunc('{{ part | lower }}', {{ column_name }})
{%- endmacro %}
