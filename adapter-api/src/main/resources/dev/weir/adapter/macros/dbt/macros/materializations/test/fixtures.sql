{# The body of the CTE that stands for an input of a unit test; `this` is the input. #}
{% macro get_fixture_sql(rows, column_name_to_data_types) %}
  {%- set defaults = {} -%}
  {%- if not column_name_to_data_types -%}
    {%- set relation = defer_relation or load_relation(this) -%}
    {%- set column_name_to_data_types = {} -%}
    {%- set quoted = {} -%}
    {%- if relation -%}
      {%- for column in get_fixture_columns(relation) -%}
        {%- do column_name_to_data_types.update({column.name | lower: column.data_type}) -%}
        {%- do quoted.update({column.name | lower: column.quoted}) -%}
      {%- endfor -%}
    {%- endif -%}
  {%- endif -%}
  {%- if not column_name_to_data_types -%}
    {%- do exceptions.raise_compiler_error("Not able to get columns for unit test '" ~ model.name ~ "' from relation " ~ this
        ~ " because the relation doesn't exist") -%}
  {%- endif -%}
  {%- for name, type in column_name_to_data_types.items() -%}
    {%- do defaults.update({name: fixture_value(none, type) | trim}) -%}
  {%- endfor -%}
  {%- do validate_fixture_rows(rows, row_number) -%}
  {%- for row in rows or [{}] -%}
    {%- set values = defaults.copy() -%}
    {%- do values.update(format_row(row, column_name_to_data_types)) -%}
    {%- set items = [] -%}
    {%- for name, value in values.items() -%}
      {%- do items.append(value ~ ' as ' ~ (quoted[name] if quoted else name)) -%}
    {%- endfor -%}
select {{ items | join(', ') }}
    {%- if not rows %}
limit 0
    {%- elif not loop.last %}
union all
{% endif -%}
  {%- endfor -%}
{% endmacro %}


{% macro get_expected_sql(rows, column_name_to_data_types, column_name_to_quoted) %}
  {%- for row in rows -%}
    {%- set items = [] -%}
    {%- for name, value in format_row(row, column_name_to_data_types).items() -%}
      {%- do items.append(value ~ ' as ' ~ column_name_to_quoted[name]) -%}
    {%- endfor -%}
select {{ items | join(', ') }}
    {%- if not loop.last %}
union all
{% endif -%}
  {%- else -%}
select * from dbt_internal_unit_test_actual
limit 0
  {%- endfor -%}
{% endmacro %}


{# {lower-case column name: SQL expression} of one row. #}
{% macro format_row(row, column_name_to_data_types) %}
  {%- set formatted = {} -%}
  {%- for key, value in row.items() -%}
    {%- set name = key | lower -%}
    {%- if name not in column_name_to_data_types -%}
      {%- set where = "expected output" if this is not defined or not this or model.resource_type == 'unit_test' and this.identifier == model.name
          else "'" ~ this.identifier ~ "'" -%}
      {%- do exceptions.raise_compiler_error("Invalid column name: '" ~ name ~ "' in unit test fixture for " ~ where ~ ".\nAccepted columns for " ~ where
          ~ " are: " ~ column_name_to_data_types.keys() | list) -%}
    {%- endif -%}
    {%- set type = column_name_to_data_types[name] -%}
    {#- A length would cut the value to fit, silently. -#}
    {%- set type = 'character varying' if type.startswith('character varying') else type -%}
    {%- do formatted.update({name: fixture_value(value, type) | trim}) -%}
  {%- endfor -%}
  {%- do return(formatted) -%}
{% endmacro %}


{# The columns of what a test gives rows for, with types that values can be cast to. #}
{% macro get_fixture_columns(relation) -%}
  {{ return(adapter.dispatch('get_fixture_columns', 'dbt')(relation)) }}
{%- endmacro %}

{% macro default__get_fixture_columns(relation) -%}
  {{ return(adapter.get_columns_in_relation(relation)) }}
{%- endmacro %}

{# A value of a row as SQL. #}
{% macro fixture_value(value, data_type) -%}
  {{ adapter.dispatch('fixture_value', 'dbt')(value, data_type) }}
{%- endmacro %}

{% macro default__fixture_value(value, data_type) -%}
  {%- if value is string -%}
    {%- set value = string_literal(escape_single_quotes(value)) -%}
  {%- endif -%}
  {{ safe_cast('null' if value is none else value, data_type) }}
{%- endmacro %}


{# A place for adapters to refuse rows they cannot represent. #}
{% macro validate_fixture_rows(rows, row_number) -%}
  {{ return(adapter.dispatch('validate_fixture_rows', 'dbt')(rows, row_number)) }}
{%- endmacro %}

{% macro default__validate_fixture_rows(rows, row_number) -%}
{%- endmacro %}
