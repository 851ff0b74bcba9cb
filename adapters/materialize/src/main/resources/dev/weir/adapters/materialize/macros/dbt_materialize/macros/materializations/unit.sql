{# As in dbt, but the query tells the types of its columns itself, and time may stand still. #}
{% materialization unit, adapter='materialize' %}
  {%- set expected_rows = config.get('expected_rows') -%}
  {%- set expected_sql = config.get('expected_sql') -%}
  {%- do materialize__use_cluster(materialize__node_cluster()) -%}
  {%- set moment = materialize__frozen_moment((model.overrides or {}).get('macros') or {}) -%}
  {%- if moment -%}
    {%- set sql = adapter.freeze_time(sql, moment) -%}
    {%- set expected_sql = adapter.freeze_time(expected_sql, moment) if expected_sql -%}
  {%- endif -%}

  {%- set types = {} -%}
  {%- set quoted = {} -%}
  {%- for column in materialize__columns_of('(\n' ~ sql ~ '\n)', get_columns_in_query(sql)) -%}
    {%- do types.update({column.name | lower: column.data_type}) -%}
    {%- do quoted.update({column.name | lower: column.quoted}) -%}
  {%- endfor -%}
  {%- if not expected_sql -%}
    {%- set expected_sql = get_expected_sql(expected_rows, types, quoted) -%}
  {%- endif -%}
  {%- set expected_columns = [] -%}
  {%- for name in (expected_rows[0] if expected_rows else types).keys() -%}
    {%- do expected_columns.append(quoted[name | lower]) -%}
  {%- endfor -%}

  {%- call statement('main', fetch_result=True) -%}
    {{ get_unit_test_sql(sql, expected_sql, expected_columns) }}
  {%- endcall -%}
  {%- do return({'relations': []}) -%}
{% endmaterialization %}


{# What stands for mz_now() in a unit test, as SQL: a moment or milliseconds since 1970 as written, an expression in parentheses or quotes as it is. #}
{% macro materialize__frozen_moment(overridden) -%}
  {#- intended: COMPATIBILITY #193 -#}
  {%- set moment = overridden.get('mz_now') -%}
  {%- if moment is not none -%}
    {%- set text = moment | string -%}
    {{ '(' ~ text ~ ')::mz_timestamp' if "'" in text or '(' in text else string_literal(text) ~ '::mz_timestamp' }}
  {%- endif -%}
{%- endmacro %}


{# The types by which a value can be cast: the catalog says map, list and record of any. Nothing is read. #}
{% macro materialize__columns_of(relation, names) -%}
  {%- set asked = [] -%}
  {%- for name in names -%}
    {%- do asked.append('pg_typeof(asked.' ~ adapter.quote(name) ~ ')') -%}
  {%- endfor -%}
  {%- set types = run_query('select ' ~ asked | join(', ') ~ ' from (values (1)) as one left join ' ~ relation ~ ' as asked on false')[0] -%}
  {%- set columns = [] -%}
  {%- for name in names -%}
    {#- char of no length has one character, bpchar any number -#}
    {%- do columns.append(api.Column(name, 'bpchar' if types[loop.index0] == 'character' else types[loop.index0])) -%}
  {%- endfor -%}
  {%- do return(columns) -%}
{%- endmacro %}

{# intended: COMPATIBILITY #194 #}
{% macro materialize__get_fixture_columns(relation) -%}
  {%- set columns = adapter.get_columns_in_relation(relation) -%}
  {%- for column in columns if not modules.re.match(
      '(smallint|integer|bigint|uint[248]|real|double precision|numeric|boolean|text|bytea|date|time|timestamp|interval|jsonb|uuid|oid|mz_timestamp|character varying)'
      ~ '( without time zone| with time zone)?(\\[\\])?$', column.data_type) -%}
    {%- if loop.first -%}
      {%- do return(materialize__columns_of(relation, columns | map(attribute='name') | list)) -%}
    {%- endif -%}
  {%- endfor -%}
  {%- do return(columns) -%}
{%- endmacro %}

{# Lists and mappings are values of lists, arrays, maps, records and jsonb. #}
{% macro materialize__fixture_value(value, data_type) -%}
  {%- if data_type == 'jsonb' and value is not string and value is not none -%}
    {{ default__fixture_value(tojson(value), data_type) }}
  {%- elif data_type.startswith('record') or value is mapping or (value is sequence and value is not string) -%}
    {{ adapter.fixture_value(value, data_type) }}
  {%- else -%}
    {{ default__fixture_value(value, data_type) }}
  {%- endif -%}
{%- endmacro %}
