{# A copy of the node's relation in another environment (`defer_relation`): by the database where it can, else as a view. #}
{%- materialization clone, default -%}
  {%- if not defer_relation -%}
    {%- do log("No relation found in state manifest for " ~ model.unique_id, info=True) -%}
    {%- do return({'relations': []}) -%}
  {%- endif -%}
  {%- set existing = load_cached_relation(this) -%}
  {%- if existing and not flags.FULL_REFRESH -%}
    {%- do log("Relation " ~ existing ~ " already exists", info=True) -%}
    {%- do return({'relations': []}) -%}
  {%- endif -%}

  {%- set origin = load_cached_relation(defer_relation) -%}
  {%- if origin and origin.is_table and can_clone_table() -%}
    {%- set target_relation = this.incorporate(type='table') -%}
    {%- if existing is not none and not existing.is_table -%}
      {%- do drop_relation_if_exists(existing) -%}
    {%- endif -%}
    {%- call statement('main') -%}
      {{ create_or_replace_clone(target_relation, defer_relation) }}
    {%- endcall -%}
    {%- do apply_grants(target_relation, config.get('grants'), should_revoke=should_revoke(existing, full_refresh_mode=True)) -%}
    {%- do persist_docs(target_relation, model) -%}
    {%- do return({'relations': [target_relation]}) -%}
  {%- endif -%}

  {#- The project's own view materialization counts: its hooks, grants and comments are the node's. -#}
  {%- set view_macro = context.get('materialization_view_' ~ adapter.type()) or context['materialization_view_default'] -%}
  {%- do return(view_macro()) -%}
{%- endmaterialization -%}


{% macro can_clone_table() %}
  {{ return(adapter.dispatch('can_clone_table', 'dbt')()) }}
{% endmacro %}

{% macro default__can_clone_table() %}
  {%- do return(false) -%}
{% endmacro %}


{% macro create_or_replace_clone(this_relation, defer_relation) %}
  {{ return(adapter.dispatch('create_or_replace_clone', 'dbt')(this_relation, defer_relation)) }}
{% endmacro %}

{% macro default__create_or_replace_clone(this_relation, defer_relation) %}
  create or replace table {{ this_relation.render() }} clone {{ defer_relation.render() }}
{% endmacro %}
