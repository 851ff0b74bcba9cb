{# The connected database goes unnamed, as everywhere; another one must be named. #}
{% macro materialize__schema_path(relation) -%}
  {{ relation.without_identifier().include(database=(relation.database is not none and relation.database != target.database)) }}
{%- endmacro %}

{# A pull request's pipeline tags what it makes, so that drop_environment finds it; a schema that was there is not its own. #}
{% macro materialize__create_schema(relation) -%}
  {#- intended: COMPATIBILITY #180 -#}
  {%- set is_tagged = env_var('CI_TAG', '') and relation.database in (none, target.database)
      and not schema_exists(relation.schema) -%}
  {%- call statement('create_schema') -%}
    create schema if not exists {{ materialize__schema_path(relation) }}
  {%- endcall -%}
  {%- if is_tagged -%}
    {%- do set_schema_ci_tag(relation.schema) -%}
  {%- endif -%}
{%- endmacro %}

{% macro materialize__drop_schema(relation) -%}
  {%- call statement('drop_schema') -%}
    drop schema if exists {{ materialize__schema_path(relation) }} cascade
  {%- endcall -%}
{%- endmacro %}

{# dbt quotes the name it asks about. #}
{% macro materialize__list_schemas(database) -%}
  {%- call statement('list_schemas', fetch_result=True, auto_begin=False) -%}
    select mz_schemas.name
    from mz_schemas
    join mz_databases on mz_databases.id = mz_schemas.database_id
    where mz_databases.name = '{{ (database or target.database) | replace('"', '') }}'
  {%- endcall -%}
  {%- do return(load_result('list_schemas').table) -%}
{%- endmacro %}

{% macro materialize__check_schema_exists(information_schema, schema) -%}
  {%- call statement('check_schema_exists', fetch_result=True, auto_begin=False) -%}
    select count(*)
    from mz_schemas
    join mz_databases on mz_databases.id = mz_schemas.database_id
    where mz_databases.name = '{{ information_schema.database or target.database }}'
      and mz_schemas.name = '{{ schema }}'
  {%- endcall -%}
  {%- do return(load_result('check_schema_exists').table) -%}
{%- endmacro %}


{# Subsources and progress collections come and go with their source; an index is no relation. #}
{% macro materialize__list_relations_without_caching(schema_relation) -%}
  {%- call statement('list_relations_without_caching', fetch_result=True) -%}
    select
      mz_databases.name as database,
      mz_objects.name as name,
      mz_schemas.name as schema,
      case when mz_objects.type = 'materialized-view' then 'materialized_view' else mz_objects.type end as type
    from mz_objects
    join mz_schemas on mz_schemas.id = mz_objects.schema_id
    join mz_databases on mz_databases.id = mz_schemas.database_id
    left join mz_sources on mz_sources.id = mz_objects.id
    where mz_databases.name = '{{ schema_relation.database }}'
      and mz_schemas.name = '{{ schema_relation.schema }}'
      and mz_objects.type in ('table', 'source', 'view', 'materialized-view', 'sink')
      and coalesce(mz_sources.type, '') not in ('subsource', 'progress')
  {%- endcall -%}
  {%- do return(load_result('list_relations_without_caching').table) -%}
{%- endmacro %}


{# Nothing needs the links: every drop says "if exists". #}
{% macro materialize__get_relations() -%}
  {%- call statement('relations', fetch_result=True) -%}
    select
      reading_schema.name as dependent_schema,
      reading.name as dependent_name,
      read_schema.name as referenced_schema,
      read.name as referenced_name
    from mz_internal.mz_object_dependencies
    join mz_objects reading on reading.id = mz_object_dependencies.object_id
    join mz_schemas reading_schema on reading_schema.id = reading.schema_id
    join mz_objects read on read.id = mz_object_dependencies.referenced_object_id
    join mz_schemas read_schema on read_schema.id = read.schema_id
    where reading.id like 'u%' and read.id like 'u%'
  {%- endcall -%}
  {%- do return(load_result('relations').table) -%}
{%- endmacro %}

{% macro materialize_get_relations() -%}
  {%- do return(materialize__get_relations()) -%}
{%- endmacro %}


{# information_schema shows the connected database only. #}
{% macro materialize__get_columns_in_relation(relation) -%}
  {%- if relation.database is none or relation.database == target.database -%}
    {%- do return(postgres__get_columns_in_relation(relation)) -%}
  {%- endif -%}
  {%- call statement('get_columns_in_relation', fetch_result=True) -%}
    select mz_columns.name, mz_columns.type, null, null, null
    from mz_columns
    join mz_objects on mz_objects.id = mz_columns.id
    join mz_schemas on mz_schemas.id = mz_objects.schema_id
    join mz_databases on mz_databases.id = mz_schemas.database_id
    where mz_databases.name = '{{ relation.database }}'
      and mz_schemas.name = '{{ relation.schema }}'
      and mz_objects.name = '{{ relation.identifier }}'
    order by mz_columns.position
  {%- endcall -%}
  {%- do return(sql_convert_columns_in_relation(load_result('get_columns_in_relation').table)) -%}
{%- endmacro %}


{# A header is a statement of its own: the query may become the body of a view. #}
{% macro materialize__get_empty_subquery_sql(select_sql, select_sql_header=none) -%}
  {%- if select_sql_header is not none -%}
    {%- do run_query(select_sql_header) -%}
  {%- endif -%}
  {{ default__get_empty_subquery_sql(select_sql) }}
{%- endmacro %}


{# Ids are unique only among objects of one kind, so comments join by kind too. #}
{% macro materialize__get_catalog(information_schema, schemas) -%}
  {%- set names = [] -%}
  {%- for schema in schemas -%}
    {%- do names.append("'" ~ schema ~ "'") -%}
  {%- endfor -%}
  {%- call statement('catalog', fetch_result=True) -%}
    select
      mz_databases.name as table_database,
      mz_schemas.name as table_schema,
      mz_objects.name as table_name,
      case
        when mz_objects.type = 'materialized-view' then 'materialized_view'
        when mz_objects.type = 'source' and mz_sources.type in ('subsource', 'progress') then mz_sources.type
        else mz_objects.type
      end as table_type,
      relation_comments.comment as table_comment,
      mz_columns.name as column_name,
      mz_columns.position::integer as column_index,
      mz_columns.type as column_type,
      column_comments.comment as column_comment,
      mz_roles.name as table_owner
    from mz_objects
    join mz_schemas on mz_schemas.id = mz_objects.schema_id
    join mz_databases on mz_databases.id = mz_schemas.database_id
    join mz_columns on mz_columns.id = mz_objects.id
    join mz_roles on mz_roles.id = mz_objects.owner_id
    left join mz_sources on mz_sources.id = mz_objects.id
    left join mz_internal.mz_comments as relation_comments
      on relation_comments.id = mz_objects.id
      and relation_comments.object_type = mz_objects.type
      and relation_comments.object_sub_id is null
    left join mz_internal.mz_comments as column_comments
      on column_comments.id = mz_objects.id
      and column_comments.object_type = mz_objects.type
      and column_comments.object_sub_id = mz_columns.position
    where mz_databases.name = '{{ information_schema.database }}'
      and mz_schemas.name in ({{ names | join(', ') }})
    order by 2, 3, 7
  {%- endcall -%}
  {%- do return(load_result('catalog').table) -%}
{%- endmacro %}


{# The queries read data, so they need a cluster. #}
{% macro materialize__collect_freshness(source, loaded_at_field, filter) -%}
  {%- do materialize__use_cluster(adapter.generate_final_cluster_name(target.cluster)) -%}
  {%- do return(default__collect_freshness(source, loaded_at_field, filter)) -%}
{%- endmacro %}

{% macro materialize__collect_freshness_custom_sql(source, loaded_at_query) -%}
  {%- do materialize__use_cluster(adapter.generate_final_cluster_name(target.cluster)) -%}
  {%- do return(default__collect_freshness_custom_sql(source, loaded_at_query)) -%}
{%- endmacro %}

{# A collection holds what came in until its lag ago. Null is a lag that is not known yet. #}
{% macro materialize__get_relation_last_modified(information_schema, relations) -%}
  {%- call statement('last_modified', fetch_result=True) -%}
    select
      mz_schemas.name as schema,
      mz_objects.name as identifier,
      now() - mz_wallclock_global_lag.lag as last_modified,
      now() as snapshotted_at
    from mz_internal.mz_wallclock_global_lag
    join mz_objects on mz_objects.id = mz_wallclock_global_lag.object_id
    join mz_schemas on mz_schemas.id = mz_objects.schema_id
    join mz_databases on mz_databases.id = mz_schemas.database_id
    where mz_databases.name = '{{ information_schema.database }}'
      and (
    {%- for relation in relations -%}
      {{ " or " if not loop.first }}(mz_schemas.name = '{{ relation.schema }}' and mz_objects.name = '{{ relation.identifier }}')
    {%- endfor -%}
      )
  {%- endcall -%}
  {%- set result = load_result('last_modified') -%}
  {%- if not result.table.rows -%}
    {%- do exceptions.raise_compiler_error("Materialize knows no lag of " ~ relations | join(', ')
        ~ ": it is not there, or it is a view. Give it a loaded_at_field or a loaded_at_query.") -%}
  {%- endif -%}
  {%- do return(result) -%}
{%- endmacro %}
