{% macro default__generate_alias_name(custom_alias_name=none, node=none) %}{{ custom_alias_name or 'al_' ~ node.name }}{% endmacro %}{% macro mac(x, y=1) %}{% endmacro %}
