{% macro default__one() %}100{% endmacro %}
{% macro generate_schema_name(custom_schema_name, node) %}{{ target.schema }}{{ '__' ~ custom_schema_name if custom_schema_name else '' }}{% endmacro %}
{% macro generate_database_name(custom_database_name=none, node=none) %}{{ custom_database_name or target.database }}{% endmacro %}
{% macro settings() %}{{ return({'materialized': 'incremental', 'unique_key': ['a', 'b']}) }}{% endmacro %}
