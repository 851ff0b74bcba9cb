{# The column list of a contracted table, with its constraints. #}
{% macro get_table_columns_and_constraints() -%}
  {{ adapter.dispatch('get_table_columns_and_constraints', 'dbt')() }}
{%- endmacro %}

{% macro default__get_table_columns_and_constraints() -%}
  {{ return(table_columns_and_constraints()) }}
{%- endmacro %}

{% macro table_columns_and_constraints() -%}
  {%- set columns = adapter.render_raw_columns_constraints(raw_columns=model['columns']) -%}
  {%- set constraints = adapter.render_raw_model_constraints(raw_constraints=model['constraints']) -%}
  (
    {{ (columns + constraints) | join(',\n    ') }}
  )
{%- endmacro %}


{# Nothing, or an error with a table of the differences: what the query yields against what the contract says. #}
{% macro get_assert_columns_equivalent(sql) -%}
  {{ adapter.dispatch('get_assert_columns_equivalent', 'dbt')(sql) }}
{%- endmacro %}

{% macro default__get_assert_columns_equivalent(sql) -%}
  {{ return(assert_columns_equivalent(sql)) }}
{%- endmacro %}

{% macro assert_columns_equivalent(sql) -%}
  {%- if config.get('sql_header', none) is none -%}
    {%- set selected = get_column_schema_from_query(sql) -%}
  {%- else -%}
    {%- set selected = get_column_schema_from_query(sql, config.get('sql_header')) -%}
  {%- endif -%}
  {%- set agreed = get_column_schema_from_query(get_empty_schema_sql(model['columns'])) -%}
  {%- set found = format_columns(selected) -%}
  {%- set wanted = format_columns(agreed) -%}
  {%- set wanted_types = {} -%}
  {%- for column in wanted -%}
    {%- do wanted_types.update({column['name']: column['data_type']}) -%}
  {%- endfor -%}
  {%- set differences = [] -%}
  {%- if found | length != wanted | length -%}
    {%- do differences.append(none) -%}
  {%- endif -%}
  {%- for column in found if wanted_types.get(column['name']) != column['data_type'] -%}
    {%- do differences.append(column) -%}
  {%- endfor -%}
  {%- if differences -%}
    {%- do exceptions.raise_contract_error(wanted, found) -%}
  {%- endif -%}
{%- endmacro %}

{% macro format_columns(columns) %}
  {%- set formatted = [] -%}
  {%- for column in columns -%}
    {%- do formatted.append(adapter.dispatch('format_column', 'dbt')(column)) -%}
  {%- endfor -%}
  {%- do return(formatted) -%}
{% endmacro %}

{% macro default__format_column(column) -%}
  {%- do return({
      'name': column.column,
      'data_type': column.dtype,
      'formatted': column.column ~ " " ~ column.dtype}) -%}
{%- endmacro %}
