{% test same_number(model, other) %}
select 1 from {{ model }} where 1 = 2 and exists (select 1 from {{ other }})
{% endtest %}
{% macro generate_alias_name(custom_alias_name=none, node=none) -%}
    {%- if custom_alias_name -%}{{ custom_alias_name | trim }}
    {%- elif node.version -%}{{ node.name ~ '_ver' ~ (node.version | replace('.', '_')) }}
    {%- else -%}{{ node.name }}{%- endif -%}
{%- endmacro %}
