{% materialization incremental, default -%}
  {%- set existing = load_cached_relation(this) -%}
  {%- set target_relation = this.incorporate(type='table') -%}
  {%- set temp_relation = make_temp_relation(target_relation) -%}
  {%- set intermediate = make_intermediate_relation(target_relation) -%}
  {%- set backup = make_backup_relation(target_relation, 'table' if existing is none else existing.type) -%}
  {%- set leftover_intermediate = load_cached_relation(intermediate) -%}
  {%- set leftover_backup = load_cached_relation(backup) -%}

  {%- set unique_key = config.get('unique_key') -%}
  {%- set full_refresh_mode = should_full_refresh() or (existing is not none and existing.is_view) -%}
  {%- set on_schema_change = incremental_validate_on_schema_change(config.get('on_schema_change'), default='ignore') -%}
  {%- set predicates = config.get('predicates', none) or config.get('incremental_predicates', none) -%}
  {%- set strategy = config.get('incremental_strategy') or 'default' -%}
  {#- Before anything is built, so that an unknown strategy fails at the first run already. -#}
  {%- set strategy_macro = adapter.get_incremental_strategy_macro(context, strategy) -%}
  {%- set grant_config = config.get('grants') -%}

  {{ drop_relation_if_exists(leftover_intermediate) }}
  {{ drop_relation_if_exists(leftover_backup) }}
  {{ run_hooks(pre_hooks, inside_transaction=False) }}
  {{ run_hooks(pre_hooks, inside_transaction=True) }}

  {%- set swap = false -%}
  {%- if existing is none -%}
    {%- set build_sql = get_create_table_as_sql(False, target_relation, sql) -%}
    {%- set to_index = target_relation -%}
  {%- elif full_refresh_mode -%}
    {%- set build_sql = get_create_table_as_sql(False, intermediate, sql) -%}
    {%- set to_index = intermediate -%}
    {%- set swap = true -%}
  {%- else -%}
    {%- do run_query(get_create_table_as_sql(True, temp_relation, sql)) -%}
    {%- set contract = config.get('contract') -%}
    {%- if not contract or not contract.enforced -%}
      {%- do adapter.expand_target_column_types(from_relation=temp_relation, to_relation=target_relation) -%}
    {%- endif -%}
    {%- set dest_columns = process_schema_changes(on_schema_change, temp_relation, existing)
        or adapter.get_columns_in_relation(existing) -%}
    {%- set build_sql = strategy_macro({
        'target_relation': target_relation,
        'temp_relation': temp_relation,
        'unique_key': unique_key,
        'dest_columns': dest_columns,
        'incremental_predicates': predicates}) -%}
  {%- endif -%}

  {%- call statement("main") -%}
    {{ build_sql }}
  {%- endcall -%}

  {%- if to_index is defined -%}
    {%- do create_indexes(to_index) -%}
  {%- endif -%}
  {%- if swap -%}
    {%- do adapter.rename_relation(existing, backup) -%}
    {%- do adapter.rename_relation(intermediate, target_relation) -%}
  {%- endif -%}

  {%- do apply_grants(target_relation, grant_config, should_revoke=should_revoke(existing, full_refresh_mode)) -%}
  {%- do persist_docs(target_relation, model) -%}

  {{ run_hooks(post_hooks, inside_transaction=True) }}
  {%- do adapter.commit() -%}
  {%- if swap -%}
    {%- do adapter.drop_relation(backup) -%}
  {%- endif -%}
  {{ run_hooks(post_hooks, inside_transaction=False) }}

  {%- do return({'relations': [target_relation]}) -%}
{%- endmaterialization %}
