{% macro generate_database_name(custom_database_name=none, node=none) %}{{ (custom_database_name or target.database) ~ '_of_' ~ node.schema ~ '_' ~ node.alias }}{% endmacro %}
{% macro generate_schema_name(custom_schema_name, node) %}{{ 'in_' ~ node.database ~ '_' ~ node.alias }}{% endmacro %}
{% macro generate_alias_name(custom_alias_name=none, node=none) %}{{ 'below_' ~ node.schema ~ '_' ~ (custom_alias_name or node.name) }}{% endmacro %}
