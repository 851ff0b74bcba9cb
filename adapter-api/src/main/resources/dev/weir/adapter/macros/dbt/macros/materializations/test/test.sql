{%- materialization test, default -%}
  {%- set relations = [] -%}
  {%- set limit = config.get('limit') -%}
  {%- set main_sql = get_limit_subquery_sql(sql, limit) if limit else sql -%}

  {%- if should_store_failures() -%}
    {%- set store_failures_as = config.get('store_failures_as') or 'table' -%}
    {%- if store_failures_as not in ['table', 'view'] -%}
      {%- do exceptions.raise_compiler_error("'" ~ store_failures_as
          ~ "' is not a valid value for `store_failures_as`. Accepted values are: ['ephemeral', 'table', 'view']") -%}
    {%- endif -%}
    {%- set identifier = model['alias'] -%}
    {%- set existing = adapter.get_relation(database=database, schema=schema, identifier=identifier) -%}
    {%- set target_relation = api.Relation.create(
        identifier=identifier, schema=schema, database=database, type=store_failures_as) -%}
    {%- if existing -%}
      {%- do adapter.drop_relation(existing) -%}
    {%- endif -%}
    {%- call statement(auto_begin=True) -%}
      {{ get_create_sql(target_relation, main_sql) }}
    {%- endcall -%}
    {%- do relations.append(target_relation) -%}
    {%- set main_sql = 'select * from ' ~ target_relation.render() -%}
    {%- do adapter.commit() -%}
  {%- endif -%}

  {%- call statement('main', fetch_result=True) -%}
    {{ get_test_sql(main_sql, config.get('fail_calc'), config.get('warn_if'), config.get('error_if'), none) }}
  {%- endcall -%}

  {%- do return({'relations': relations}) -%}
{%- endmaterialization -%}


{% macro get_test_sql(main_sql, fail_calc, warn_if, error_if, limit) -%}
  {{ adapter.dispatch('get_test_sql', 'dbt')(main_sql, fail_calc, warn_if, error_if, limit) }}
{%- endmacro %}

{% macro default__get_test_sql(main_sql, fail_calc, warn_if, error_if, limit) -%}
    select
      {{ fail_calc }} as failures,
      {{ fail_calc }} {{ warn_if }} as should_warn,
      {{ fail_calc }} {{ error_if }} as should_error
    from (
{{ main_sql }}
    {%- if limit %}
      limit {{ limit }}
    {%- endif %}
    ) dbt_internal_test
{%- endmacro %}


{# A test reads its model through its "where" config; the alias is what such a query may use. #}
{% macro get_where_subquery(relation) -%}
  {%- do return(adapter.dispatch('get_where_subquery', 'dbt')(relation)) -%}
{%- endmacro %}

{% macro default__get_where_subquery(relation) -%}
  {%- set where = config.get('where', '') -%}
  {%- if where -%}
    {%- do return('(select * from ' ~ relation ~ ' where ' ~ where ~ ') dbt_subquery') -%}
  {%- endif -%}
  {%- do return(relation) -%}
{%- endmacro %}
