{% macro statement(name=None, fetch_result=False, auto_begin=True, language='sql') -%}
  {%- if execute -%}
    {%- set body = caller() -%}
    {%- if name == 'main' -%}
      {%- do write(body) -%}
    {%- endif -%}
    {%- if language == 'python' -%}
      {%- set response = submit_python_job(model, body) -%}
      {%- set table = none -%}
    {%- elif language == 'sql' -%}
      {%- set response, table = adapter.execute(body, auto_begin=auto_begin, fetch=fetch_result) -%}
    {%- else -%}
      {%- do exceptions.raise_compiler_error("statement macro didn't get supported language") -%}
    {%- endif -%}
    {%- if name is not none -%}
      {%- do store_result(name, response=response, agate_table=table) -%}
    {%- endif -%}
  {%- endif -%}
{%- endmacro %}


{# A result for a node whose work was not one statement; the block's text is what goes to target/run. #}
{% macro noop_statement(name=None, message=None, code=None, rows_affected=None, res=None) -%}
  {%- set body = caller() -%}
  {%- if name == 'main' -%}
    {%- do write(body) -%}
  {%- endif -%}
  {%- if name is not none -%}
    {%- do store_raw_result(name, message=message, code=code, rows_affected=rows_affected, agate_table=res) -%}
  {%- endif -%}
{%- endmacro %}


{% macro run_query(sql) %}
  {%- call statement("run_query_statement", fetch_result=true, auto_begin=false) -%}
    {{ sql }}
  {%- endcall -%}
  {%- do return(load_result("run_query_statement").table) -%}
{% endmacro %}
