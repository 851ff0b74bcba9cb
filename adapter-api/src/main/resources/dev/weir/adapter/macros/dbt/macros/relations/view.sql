{% macro get_create_view_as_sql(relation, sql) -%}
  {{ adapter.dispatch('get_create_view_as_sql', 'dbt')(relation, sql) }}
{%- endmacro %}

{% macro default__get_create_view_as_sql(relation, sql) -%}
  {{ return(create_view_as(relation, sql)) }}
{%- endmacro %}


{% macro create_view_as(relation, sql) -%}
  {{ adapter.dispatch('create_view_as', 'dbt')(relation, sql) }}
{%- endmacro %}

{% macro default__create_view_as(relation, sql) -%}
  {%- set header = config.get('sql_header', none) -%}
  {%- if header is not none -%}
    {{ header }}
  {%- endif %}
  create view {{ relation.render() }}
  {%- if config.get('contract').enforced %}
  {{ get_assert_columns_equivalent(sql) }}
  {%- endif %}
  as (
{{ sql }}
  );
{%- endmacro %}


{% macro drop_view(relation) -%}
  {%- do return(adapter.dispatch('drop_view', 'dbt')(relation)) -%}
{%- endmacro %}

{% macro default__drop_view(relation) -%}
  drop view if exists {{ relation.render() }} cascade
{%- endmacro %}


{% macro get_rename_view_sql(relation, new_name) %}
  {%- do return(adapter.dispatch('get_rename_view_sql', 'dbt')(relation, new_name)) -%}
{% endmacro %}

{% macro default__get_rename_view_sql(relation, new_name) %}
  {%- do exceptions.raise_compiler_error("`get_rename_view_sql` has not been implemented for this adapter.") -%}
{% endmacro %}


{% macro get_replace_view_sql(relation, sql) %}
  {%- do return(adapter.dispatch('get_replace_view_sql', 'dbt')(relation, sql)) -%}
{% endmacro %}

{% macro default__get_replace_view_sql(relation, sql) %}
  {%- do exceptions.raise_compiler_error("`get_replace_view_sql` has not been implemented for this adapter.") -%}
{% endmacro %}


{# A whole view materialization for databases with "create or replace view": packages return it from their own. #}
{% macro create_or_replace_view() %}
  {%- set identifier = model['alias'] -%}
  {%- set existing = adapter.get_relation(database=database, schema=schema, identifier=identifier) -%}
  {%- set target_relation = api.Relation.create(
      identifier=identifier, schema=schema, database=database, type='view') -%}
  {%- set grant_config = config.get('grants') -%}

  {{ run_hooks(pre_hooks) }}
  {%- if existing is not none and not existing.is_view -%}
    {%- do handle_existing_table(should_full_refresh(), existing) -%}
  {%- endif -%}
  {%- call statement('main') -%}
    {{ get_create_view_as_sql(target_relation, sql) }}
  {%- endcall -%}
  {%- do apply_grants(target_relation, grant_config, should_revoke=should_revoke(existing is not none and existing.is_view, True)) -%}
  {{ run_hooks(post_hooks) }}

  {%- do return({'relations': [target_relation]}) -%}
{% endmacro %}

{% macro handle_existing_table(full_refresh, old_relation) %}
  {{ adapter.dispatch('handle_existing_table', 'dbt')(full_refresh, old_relation) }}
{% endmacro %}

{% macro default__handle_existing_table(full_refresh, old_relation) %}
  {%- do log("Dropping relation " ~ old_relation.render() ~ " because it is of type " ~ old_relation.type) -%}
  {%- do adapter.drop_relation(old_relation) -%}
{% endmacro %}
