{% macro same_name() %}'root same'{% endmacro %}
{% macro default__pick() %}'root pick'{% endmacro %}
{% macro hook_macro(schemas) %}select '{{ schemas | join(",") }}'{% endmacro %}
{% macro query_note(node) %}{%- if node is not none -%}{{ node.unique_id }}{%- endif -%}{% endmacro %}
{% macro generate_schema_name(custom_schema_name, node) -%}
  {%- if custom_schema_name is none -%}{{ target.schema }}{%- else -%}{{ node.package_name }}_{{ custom_schema_name | trim }}{%- endif -%}
{%- endmacro %}
{% macro generate_database_name(custom_database_name=none, node=none) %}{{ custom_database_name or target.database }}{% endmacro %}
{% macro pick_ref(name) %}{{ return(ref(name)) }}{% endmacro %}
{% macro configure(kind) %}{% do config(materialized=kind, tags=['by_macro']) %}{% endmacro %}
{% macro star_of(n) %}{% for i in range(n) %}c{{ i }}{% if not loop.last %}, {% endif %}{% endfor %}{% endmacro %}
{% macro ref() %}{% do return(builtins.ref(*varargs, **kwargs)) %}{% endmacro %}
{% macro postgres__get_where_subquery(relation) %}{% do return(relation) %}{% endmacro %}
{% macro default__test_unique(model, column_name) %}select {{ column_name }} as root_unique from {{ model }}{% endmacro %}
