{% macro generate_alias_name(custom_alias_name=none, node=none) -%}
  {{ custom_alias_name or (node.name ~ ('_v' ~ node.version if node.version else '')) | replace('plain_', '') }}
{%- endmacro %}
{% macro generate_schema_name(custom_schema_name, node) -%}
  {{ target.schema ~ ('_' ~ custom_schema_name if custom_schema_name else '') }}
{%- endmacro %}
