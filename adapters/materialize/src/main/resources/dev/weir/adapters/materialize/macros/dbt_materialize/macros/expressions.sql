{# Null has no cast to the pseudo-types, which stand for any map, list or record. #}
{% macro materialize__cast(expression, data_type) -%}
  {%- set type = data_type | trim | lower -%}
  {%- if expression | string | trim | lower == 'null' and type == 'map' -%}
    NULL::map[text => text]
  {%- elif expression | string | trim | lower == 'null' and type == 'list' -%}
    NULL::text list
  {%- elif expression | string | trim | lower == 'null' and type == 'record' -%}
    (SELECT row() WHERE false)
  {%- else -%}
    cast({{ expression }} as {{ data_type }})
  {%- endif -%}
{%- endmacro %}

{% macro materialize__safe_cast(field, type) -%}
  {{ materialize__cast(field, type) }}
{%- endmacro %}

{% macro materialize__listagg(measure, delimiter_text, order_by_clause, limit_num) -%}
  {%- do exceptions.raise_compiler_error("Materialize has no listagg: use list_agg() directly, or string_agg()") -%}
{%- endmacro %}
