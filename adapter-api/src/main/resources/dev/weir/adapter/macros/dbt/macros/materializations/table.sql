{%- materialization table, default -%}
  {%- set existing = load_cached_relation(this) -%}
  {%- set target_relation = this.incorporate(type='table') -%}
  {%- set intermediate = make_intermediate_relation(target_relation) -%}
  {%- set backup = make_backup_relation(target_relation, 'table' if existing is none else existing.type) -%}
  {%- set leftover_intermediate = load_cached_relation(intermediate) -%}
  {%- set leftover_backup = load_cached_relation(backup) -%}
  {%- set grant_config = config.get('grants') -%}

  {{ drop_relation_if_exists(leftover_intermediate) }}
  {{ drop_relation_if_exists(leftover_backup) }}
  {{ run_hooks(pre_hooks, inside_transaction=False) }}
  {{ run_hooks(pre_hooks, inside_transaction=True) }}

  {%- call statement('main') -%}
    {{ get_create_table_as_sql(False, intermediate, sql) }}
  {%- endcall -%}
  {%- do create_indexes(intermediate) -%}

  {#- A hook or a cascade may have dropped it meanwhile: look again. -#}
  {%- set existing = load_cached_relation(existing) if existing is not none else none -%}
  {%- if existing is not none -%}
    {%- do adapter.rename_relation(existing, backup) -%}
  {%- endif -%}
  {%- do adapter.rename_relation(intermediate, target_relation) -%}

  {{ run_hooks(post_hooks, inside_transaction=True) }}

  {%- do apply_grants(target_relation, grant_config, should_revoke=should_revoke(existing, full_refresh_mode=True)) -%}
  {%- do persist_docs(target_relation, model) -%}

  {#- Only now: a post-hook inside the transaction may still fail. -#}
  {%- do adapter.commit() -%}
  {{ drop_relation_if_exists(backup) }}
  {{ run_hooks(post_hooks, inside_transaction=False) }}

  {%- do return({'relations': [target_relation]}) -%}
{%- endmaterialization -%}
