{# Stored failures are a materialized view, which goes on testing after the run. #}
{% materialization test, adapter='materialize' %}
  {%- set relations = [] -%}
  {%- set cluster = materialize__node_cluster() -%}
  {%- set main_sql = sql -%}

  {%- if should_store_failures() -%}
    {%- set store_failures_as = config.get('store_failures_as') or 'table' -%}
    {%- if store_failures_as not in ['table', 'view', 'materialized_view'] -%}
      {%- do exceptions.raise_compiler_error("'" ~ store_failures_as
          ~ "' is not a valid value for `store_failures_as`. Accepted values are: ['ephemeral', 'table', 'view', 'materialized_view']") -%}
    {%- endif -%}
    {%- set existing = adapter.get_relation(database=database, schema=schema, identifier=model['alias']) -%}
    {%- set target_relation = api.Relation.create(identifier=model['alias'], schema=schema, database=database,
        type='view' if store_failures_as == 'view' else 'materialized_view') -%}
    {%- if existing -%}
      {%- do adapter.drop_relation(existing) -%}
    {%- endif -%}
    {%- call statement(auto_begin=True) -%}
      {%- if store_failures_as == 'view' -%}
        {{ materialize__create_view_as(target_relation, sql) }}
      {%- else -%}
        {{ materialize__create_materialized_view_as(target_relation, sql) }}
      {%- endif -%}
    {%- endcall -%}
    {%- do relations.append(target_relation) -%}
    {%- set main_sql = 'select * from ' ~ target_relation -%}
  {%- endif -%}

  {%- set test_sql = get_test_sql(
      main_sql, config.get('fail_calc'), config.get('warn_if'), config.get('error_if'), config.get('limit'), cluster) -%}
  {%- call statement('main', fetch_result=True) -%}
    {{ test_sql if not adapter.is_planning() else "select 0 as failures, false as should_warn, false as should_error" }}
  {%- endcall -%}

  {%- do return({'relations': relations}) -%}
{% endmaterialization %}


{% macro get_test_sql(main_sql, fail_calc, warn_if, error_if, limit, cluster=none) -%}
  {%- do materialize__use_cluster(cluster) -%}
  {{ default__get_test_sql(main_sql, fail_calc, warn_if, error_if, limit) }}
{%- endmacro %}

{% macro get_unit_test_sql(main_sql, expected_fixture_sql, expected_column_names, cluster=none) -%}
  {%- do materialize__use_cluster(cluster) -%}
  {{ default__get_unit_test_sql(main_sql, expected_fixture_sql, expected_column_names) }}
{%- endmacro %}

{% macro materialize__use_cluster(cluster) %}
  {%- if cluster and cluster | trim and not adapter.is_planning() -%}
    {%- call statement(auto_begin=True) -%}
      {{ set_cluster(cluster) }}
    {%- endcall -%}
  {%- endif -%}
{% endmacro %}
