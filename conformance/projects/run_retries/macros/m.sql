{% macro note(results) %}{% if execute %}{{ log('ended with ' ~ results | map(attribute='status') | map('string') | sort | join(','), info=true) }}{% endif %}{% endmacro %}
{% macro boom(x=0) %}{% if x != 1 %}{{ exceptions.raise_compiler_error('boom ' ~ x) }}{% else %}{% do run_query('select 1') %}{{ log('no boom', info=true) }}{% endif %}{% endmacro %}
{% macro bad_sql() %}{% do run_query('select nothing') %}{% endmacro %}
{% macro told(first, second='b') %}{{ log(first ~ second, info=true) }}{{ return('returned') }}{% endmacro %}
