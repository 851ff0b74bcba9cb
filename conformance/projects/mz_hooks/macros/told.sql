{% macro told(what) %}{% do run_query("insert into log.told values ('" ~ what ~ "')") %}{% endmacro %}
