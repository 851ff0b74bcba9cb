{# A strategy yields a dictionary: unique_key, updated_at, row_changed and scd_id are SQL, hard_deletes a word. #}

{% macro strategy_dispatch(name) -%}
  {%- set package_name, _, short_name = name.rpartition('.') -%}
  {%- set namespace_of_macros = context.get(package_name) if package_name else context -%}
  {%- if namespace_of_macros is none -%}
    {%- do exceptions.raise_compiler_error("Could not find package '" ~ package_name ~ "', called by strategy '" ~ name ~ "'") -%}
  {%- endif -%}
  {%- set macro_name = 'snapshot_' ~ short_name ~ '_strategy' -%}
  {%- set strategy_macro = namespace_of_macros.get(macro_name) -%}
  {%- if not strategy_macro -%}
    {%- do exceptions.raise_compiler_error("The specified strategy macro '" ~ name ~ "' was not found in package '"
        ~ (package_name or none) ~ "'") -%}
  {%- endif -%}
  {%- do return(strategy_macro) -%}
{%- endmacro %}


{% macro snapshot_hash_arguments(args) -%}
  {{ adapter.dispatch('snapshot_hash_arguments', 'dbt')(args) }}
{%- endmacro %}

{% macro default__snapshot_hash_arguments(args) -%}
  md5({%- for arg in args -%}
    coalesce(cast({{ arg }} as varchar ), ''){{ " || '|' || " if not loop.last }}
  {%- endfor -%})
{%- endmacro %}


{% macro snapshot_timestamp_strategy(node, snapshotted_rel, current_rel, model_config, target_exists) %}
  {%- set unique_key = config.get('unique_key') -%}
  {%- set updated_at = config.get('updated_at') -%}
  {%- set hard_deletes = adapter.get_hard_deletes_behavior(config) -%}
  {%- set columns = get_snapshot_table_column_names() -%}
  {%- do return({
      "unique_key": unique_key,
      "updated_at": updated_at,
      "row_changed": '(' ~ snapshotted_rel ~ '.' ~ columns.dbt_valid_from ~ ' < ' ~ current_rel ~ '.' ~ updated_at ~ ')',
      "scd_id": snapshot_hash_arguments(unique_key_list(unique_key) + [updated_at]),
      "invalidate_hard_deletes": hard_deletes == 'invalidate',
      "hard_deletes": hard_deletes}) -%}
{% endmacro %}


{% macro snapshot_string_as_time(timestamp) -%}
  {{ adapter.dispatch('snapshot_string_as_time', 'dbt')(timestamp) }}
{%- endmacro %}

{% macro default__snapshot_string_as_time(timestamp) %}
  {%- do exceptions.raise_not_implemented(
      'snapshot_string_as_time macro not implemented for adapter ' ~ adapter.type()) -%}
{% endmacro %}


{# [whether the query has a checked column that the table lacks, quoted names of those both have] #}
{% macro snapshot_check_all_get_existing_columns(node, target_exists, check_cols_config) -%}
  {%- if not target_exists -%}
    {%- do return([false, []]) -%}
  {%- endif -%}
  {%- if check_cols_config == 'all' -%}
    {%- set checked = get_columns_in_query(node['compiled_code']) -%}
  {%- elif check_cols_config is iterable and check_cols_config is not string and check_cols_config -%}
    {#- Asked of the database too: it knows which name an unquoted one stands for. -#}
    {%- set checked = get_columns_in_query(
        'select ' ~ check_cols_config | join(', ') ~ ' from (' ~ node['compiled_code'] ~ ') subq') -%}
  {%- else -%}
    {%- do exceptions.raise_compiler_error("Invalid value for 'check_cols': " ~ check_cols_config) -%}
  {%- endif -%}
  {%- set existing = adapter.get_columns_in_relation(load_relation(this)) | map(attribute='name') | list -%}
  {%- set common = [] -%}
  {%- for name in checked if name in existing -%}
    {%- do common.append(adapter.quote(name)) -%}
  {%- endfor -%}
  {%- do return([common | length < checked | length, common]) -%}
{%- endmacro %}


{% macro snapshot_check_strategy(node, snapshotted_rel, current_rel, model_config, target_exists) %}
  {%- set check_cols = config.get('check_cols') -%}
  {%- set unique_key = config.get('unique_key') -%}
  {%- set updated_at = config.get('updated_at') or snapshot_get_time() -%}
  {%- set hard_deletes = adapter.get_hard_deletes_behavior(config) -%}
  {%- set column_added, columns = snapshot_check_all_get_existing_columns(node, target_exists, check_cols) -%}
  {%- set changes = [] -%}
  {%- for name in columns -%}
    {%- set old = snapshotted_rel ~ '.' ~ name -%}
    {%- set new = current_rel ~ '.' ~ name -%}
    {%- do changes.append(old ~ ' != ' ~ new ~ ' or (' ~ old ~ ' is null) != (' ~ new ~ ' is null)') -%}
  {%- endfor -%}
  {%- do return({
      "unique_key": unique_key,
      "updated_at": updated_at,
      "row_changed": '(' ~ (get_true_sql() if column_added else changes | join('\n or ')) ~ ')',
      "scd_id": snapshot_hash_arguments(unique_key_list(unique_key) + [updated_at]),
      "invalidate_hard_deletes": hard_deletes == 'invalidate',
      "hard_deletes": hard_deletes}) -%}
{% endmacro %}
