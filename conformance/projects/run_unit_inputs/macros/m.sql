{% macro mac(x=1) %}{{ x }}{% endmacro %}{% macro nested() %}{{ mac() }}{% endmacro %}
