{% materialization seed, adapter='materialize' %}
  {%- set target_relation = this.incorporate(type='table') -%}
  {%- set full_refresh_mode = should_full_refresh() -%}
  {%- set existing = load_cached_relation(this) -%}
  {%- set is_table = existing is not none and existing.is_table -%}
  {%- if existing is not none and not is_table -%}
    {%- do exceptions.raise_compiler_error("Cannot seed to '" ~ existing ~ "', it is a '" ~ existing.type ~ "'") -%}
  {%- endif -%}
  {%- set cluster = materialize__node_cluster() -%}
  {%- set agate_table = load_agate_table() -%}
  {%- do store_result('agate_table', response='OK', agate_table=agate_table) -%}

  {{ run_hooks(pre_hooks, inside_transaction=False) }}
  {{ run_hooks(pre_hooks, inside_transaction=True) }}

  {%- if is_table -%}
    {%- set make_sql = materialize__reset_csv_table(model, full_refresh_mode, existing, agate_table, cluster) -%}
  {%- else -%}
    {%- set make_sql = create_csv_table(model, agate_table) -%}
  {%- endif -%}
  {%- set code = 'CREATE' if full_refresh_mode else 'INSERT' -%}
  {%- set rows = agate_table.rows | length -%}
  {%- set insert_sql = load_csv_rows(model, agate_table) -%}
  {%- call noop_statement('main', code ~ ' ' ~ rows, code, rows) -%}
    {{ get_csv_sql(make_sql, insert_sql) }}
  {%- endcall -%}

  {%- do apply_grants(target_relation, config.get('grants'), should_revoke=is_table and not full_refresh_mode) -%}
  {%- do persist_docs(target_relation, model) -%}
  {%- if full_refresh_mode or not is_table -%}
    {%- do create_indexes(target_relation) -%}
  {%- endif -%}

  {{ run_hooks(post_hooks, inside_transaction=True) }}
  {{ run_hooks(post_hooks, inside_transaction=False) }}
  {%- do return({'relations': [target_relation]}) -%}
{% endmaterialization %}


{% macro materialize__reset_csv_table(model, full_refresh, old_relation, agate_table, cluster) %}
  {%- if full_refresh -%}
    {%- do adapter.drop_relation(old_relation) -%}
    {%- do return(create_csv_table(model, agate_table)) -%}
  {%- endif -%}
  {%- do truncate_relation_sql(old_relation, cluster) -%}
  {%- do return('delete from ' ~ old_relation) -%}
{% endmacro %}
