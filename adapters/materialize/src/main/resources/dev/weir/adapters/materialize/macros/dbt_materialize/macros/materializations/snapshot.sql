{# intended: COMPATIBILITY #191
   A table written row by row: there is neither CREATE TABLE AS nor MERGE, and a write may read nothing but tables. So what
   changed is read first, and written as literals: old versions get their end, then the new ones come, all at once. #}
{% materialization snapshot, adapter='materialize' %}
  {%- set target_exists, target_relation = get_or_create_relation(
      database=model.database, schema=model.schema, identifier=model.get('alias', model.get('name')), type='table') -%}
  {%- if not target_relation.is_table -%}
    {%- do exceptions.relation_wrong_type(target_relation, 'table') -%}
  {%- endif -%}
  {%- set meta = get_snapshot_table_column_names() -%}

  {{ run_hooks(pre_hooks, inside_transaction=False) }}
  {{ run_hooks(pre_hooks, inside_transaction=True) }}

  {%- do materialize__use_cluster(materialize__node_cluster()) -%}
  {%- set strategy_macro = strategy_dispatch(config.get('strategy')) -%}
  {%- set strategy = strategy_macro(model, "snapshotted_data", "source_data", model['config'], target_exists) -%}
  {%- if target_exists -%}
    {%- do adapter.assert_valid_snapshot_target_given_strategy(target_relation, meta, strategy) -%}
    {%- set rows_sql = snapshot_staging_table(strategy, sql, target_relation) -%}
  {%- else -%}
    {%- set rows_sql = build_snapshot_table(strategy, sql) -%}
  {%- endif -%}
  {%- if strategy.updated_at | trim != snapshot_get_time() | trim -%}
    {%- do check_time_data_types(rows_sql) -%}
  {%- endif -%}

  {%- set changes = make_temp_relation(this.incorporate(type='view')) -%}
  {%- do run_query('create temporary view ' ~ changes ~ ' as (\n' ~ rows_sql ~ '\n)') -%}
  {%- set columns = [] -%}
  {%- for column in materialize__get_columns_in_temporary(changes)
      if column.name not in ('dbt_change_type', 'dbt_unique_key') and not column.name.startswith('dbt_unique_key_') -%}
    {%- do columns.append(column) -%}
  {%- endfor -%}
  {%- do materialize__check_snapshot_columns(columns, target_relation if target_exists else none) -%}
  {%- set rows = materialize__snapshot_rows(changes, columns, target_exists) -%}
  {%- do run_query('drop view if exists ' ~ changes) -%}

  {%- set ends = materialize__snapshot_ends(target_relation, columns, rows, meta) -%}
  {%- set inserts = materialize__snapshot_inserts(target_relation, columns, rows) -%}
  {%- set statements = [] if target_exists else [materialize__create_snapshot_table(target_relation, columns)] -%}
  {%- do statements.extend(ends) -%}
  {%- do statements.extend(inserts if inserts | length < 2 else ['begin'] + inserts + ['commit']) -%}
  {%- for text in statements -%}
    {%- do run_query(text) -%}
  {%- endfor -%}
  {%- set written = rows | selectattr(0, 'equalto', 'insert') | list | length -%}
  {%- call noop_statement('main', 'INSERT ' ~ written, 'INSERT', written) -%}
    {{ statements | join(';\n') }}
  {%- endcall -%}

  {%- do apply_grants(target_relation, config.get('grants'), should_revoke=should_revoke(target_exists, full_refresh_mode=False)) -%}
  {%- do persist_docs(target_relation, model) -%}
  {%- if not target_exists -%}
    {%- do create_indexes(target_relation) -%}
  {%- endif -%}

  {{ run_hooks(post_hooks, inside_transaction=True) }}
  {{ run_hooks(post_hooks, inside_transaction=False) }}
  {%- do return({'relations': [target_relation]}) -%}
{% endmaterialization %}


{# What cannot be written is refused before the snapshot is touched. #}
{% macro materialize__check_snapshot_columns(columns, existing) %}
  {%- for column in columns if column.dtype in ('list', 'map', 'record') -%}
    {%- do exceptions.raise_compiler_error("Column \"" ~ column.name ~ "\" of a snapshot cannot be a " ~ column.dtype
        ~ ": Materialize does not tell of what. Cast it to text or jsonb in the snapshot's query.") -%}
  {%- endfor -%}
  {%- if existing is not none -%}
    {%- set known = adapter.get_columns_in_relation(existing) | map(attribute='name') | list -%}
    {%- for column in columns if column.name not in known -%}
      {%- do exceptions.raise_compiler_error("The snapshot " ~ existing ~ " has no column \"" ~ column.name
          ~ "\", and Materialize adds no columns to a table. Leave it out of the query, or keep the old snapshot under another"
          ~ " name (alter table … rename to …) and begin a new one.") -%}
    {%- endfor -%}
  {%- endif -%}
{% endmacro %}

{% macro materialize__create_snapshot_table(relation, columns) -%}
  create table {{ relation }} (
    {%- for column in columns -%}
      {#- "character" alone would be one character long. -#}
      {{ column.quoted }} {{ 'text' if column.dtype == 'character' else column.dtype }}{{ ', ' if not loop.last }}
    {%- endfor -%}
  )
{%- endmacro %}


{# [change, value, …] for each change, the values as text. #}
{% macro materialize__snapshot_rows(changes, columns, target_exists) %}
  {%- set query -%}
    select {{ 'dbt_change_type' if target_exists else "'insert'" }}
      {%- for column in columns %}, cast({{ column.quoted }} as text) as c{{ loop.index }}{% endfor %} from {{ changes }}
  {%- endset -%}
  {%- do return(run_query(query).rows | list) -%}
{% endmacro %}

{% macro materialize__text_or_null(text) -%}
  {{ 'null' if text is none else materialize__literal(text) }}
{%- endmacro %}

{# Texts in as few groups as fit: the server takes no message of more than a million bytes. #}
{% macro materialize__batches(texts) %}
  {%- set most = 200000 -%}
  {%- set batches = [] -%}
  {%- set state = namespace(size=most) -%}
  {%- for text in texts -%}
    {%- if text | length > most -%}
      {%- do exceptions.raise_compiler_error("A row of the snapshot has more than " ~ most ~ " characters, which Materialize does not take") -%}
    {%- endif -%}
    {%- if state.size + text | length > most -%}
      {%- do batches.append([]) -%}
      {%- set state.size = 0 -%}
    {%- endif -%}
    {%- do batches[-1].append(text) -%}
    {%- set state.size = state.size + text | length -%}
  {%- endfor -%}
  {%- do return(batches) -%}
{% endmacro %}

{% macro materialize__snapshot_inserts(relation, columns, rows) %}
  {%- set texts = [] -%}
  {%- for row in rows if row[0] == 'insert' -%}
    {%- set values = [] -%}
    {%- for column in columns -%}
      {%- do values.append(materialize__text_or_null(row[loop.index])) -%}
    {%- endfor -%}
    {%- do texts.append('(' ~ values | join(', ') ~ ')') -%}
  {%- endfor -%}
  {%- set statements = [] -%}
  {%- for batch in materialize__batches(texts) -%}
    {%- do statements.append('insert into ' ~ relation ~ ' (' ~ columns | map(attribute='quoted') | join(', ') ~ ') values\n'
        ~ batch | join(',\n')) -%}
  {%- endfor -%}
  {%- do return(statements) -%}
{% endmacro %}

{# The versions that end, each known by its scd_id. #}
{% macro materialize__snapshot_ends(relation, columns, rows, meta) %}
  {%- set names = columns | map(attribute='name') | map('lower') | list -%}
  {%- set id = names.index(meta.dbt_scd_id | lower) -%}
  {%- set valid_to = names.index(meta.dbt_valid_to | lower) -%}
  {%- set texts = [] -%}
  {%- for row in rows if row[0] != 'insert' -%}
    {%- do texts.append(materialize__text_or_null(row[id + 1]) ~ ' then '
        ~ materialize__text_or_null(row[valid_to + 1]) ~ '::' ~ columns[valid_to].dtype) -%}
  {%- endfor -%}
  {%- set statements = [] -%}
  {%- for batch in materialize__batches(texts) -%}
    {%- set ids = [] -%}
    {%- for text in batch -%}
      {%- do ids.append(text.split(' then ')[0]) -%}
    {%- endfor -%}
    {%- do statements.append('update ' ~ relation ~ ' set ' ~ meta.dbt_valid_to ~ ' = case ' ~ meta.dbt_scd_id
        ~ '\nwhen ' ~ batch | join('\nwhen ') ~ '\nend\nwhere ' ~ meta.dbt_scd_id ~ ' in (' ~ ids | join(', ')
        ~ ') and ' ~ snapshot_is_current(meta.dbt_valid_to) | trim) -%}
  {%- endfor -%}
  {%- do return(statements) -%}
{% endmacro %}

{# Temporary objects are in the schema with id 0, which information_schema leaves out. #}
{% macro materialize__get_columns_in_temporary(relation) %}
  {%- set rows = run_query(
      "select mz_columns.name, mz_columns.type from mz_columns join mz_relations on mz_relations.id = mz_columns.id"
      ~ " where mz_relations.schema_id = '0' and mz_relations.name = '" ~ relation.identifier ~ "' order by mz_columns.position") -%}
  {%- set columns = [] -%}
  {%- for row in rows -%}
    {%- do columns.append(api.Column(row[0], row[1])) -%}
  {%- endfor -%}
  {%- do return(columns) -%}
{% endmacro %}
