{% macro postgres__information_schema_name(database) -%}
  information_schema
{%- endmacro %}


{% macro postgres__list_schemas(database) %}
  {%- if database is not none -%}
    {%- do adapter.verify_database(database) -%}
  {%- endif -%}
  {%- call statement('list_schemas', fetch_result=True, auto_begin=False) -%}
    select distinct nspname from pg_namespace
  {%- endcall -%}
  {%- do return(load_result('list_schemas').table) -%}
{% endmacro %}


{% macro postgres__check_schema_exists(information_schema, schema) -%}
  {%- if information_schema.database is not none -%}
    {%- do adapter.verify_database(information_schema.database) -%}
  {%- endif -%}
  {%- call statement('check_schema_exists', fetch_result=True, auto_begin=False) -%}
    select count(*) from pg_namespace where nspname = '{{ schema }}'
  {%- endcall -%}
  {%- do return(load_result('check_schema_exists').table) -%}
{%- endmacro %}


{% macro postgres__create_schema(relation) -%}
  {%- if relation.database -%}
    {%- do adapter.verify_database(relation.database) -%}
  {%- endif -%}
  {%- call statement('create_schema') -%}
    create schema if not exists {{ relation.without_identifier().include(database=False) }}
  {%- endcall -%}
{%- endmacro %}


{% macro postgres__drop_schema(relation) -%}
  {%- if relation.database -%}
    {%- do adapter.verify_database(relation.database) -%}
  {%- endif -%}
  {%- call statement('drop_schema') -%}
    drop schema if exists {{ relation.without_identifier().include(database=False) }} cascade
  {%- endcall -%}
{%- endmacro %}


{% macro postgres__list_relations_without_caching(schema_relation) %}
  {%- set database = schema_relation.database -%}
  {%- set in_schema = "ilike '" ~ schema_relation.schema ~ "'" -%}
  {%- call statement('list_relations_without_caching', fetch_result=True) -%}
    select '{{ database }}' as database, tablename as name, schemaname as schema, 'table' as type
    from pg_tables
    where schemaname {{ in_schema }}
    union all
    select '{{ database }}', viewname, schemaname, 'view'
    from pg_views
    where schemaname {{ in_schema }}
    union all
    select '{{ database }}', matviewname, schemaname, 'materialized_view'
    from pg_matviews
    where schemaname {{ in_schema }}
    union all
    select distinct '{{ database }}', proname, nspname, 'function'
    from pg_proc
    join pg_namespace on pronamespace = pg_namespace.oid
    where nspname {{ in_schema }}
  {%- endcall -%}
  {%- do return(load_result('list_relations_without_caching').table) -%}
{% endmacro %}


{% macro postgres__get_relations() -%}
  {#- A view's own rewrite rule depends on every relation it reads; the rule belongs to the view. -#}
  {%- call statement('relations', fetch_result=True) -%}
    select distinct
      reading_schema.nspname as dependent_schema,
      reading.relname as dependent_name,
      read_schema.nspname as referenced_schema,
      read.relname as referenced_name
    from pg_depend
    join pg_rewrite on pg_rewrite.oid = pg_depend.objid
    join pg_class reading on reading.oid = pg_rewrite.ev_class
    join pg_namespace reading_schema on reading_schema.oid = reading.relnamespace
    join pg_class read on read.oid = pg_depend.refobjid
    join pg_namespace read_schema on read_schema.oid = read.relnamespace
    where pg_depend.classid = 'pg_rewrite'::regclass
      and pg_depend.refclassid = 'pg_class'::regclass
      and pg_depend.refobjid <> pg_rewrite.ev_class
      and read_schema.nspname <> 'information_schema'
      and read_schema.nspname not like 'pg\_%'
    order by 1, 2, 3, 4
  {%- endcall -%}
  {{ return(load_result('relations').table) }}
{%- endmacro %}

{% macro postgres_get_relations() %}
  {{ return(postgres__get_relations()) }}
{% endmacro %}


{% macro postgres__get_columns_in_relation(relation) -%}
  {%- call statement('get_columns_in_relation', fetch_result=True) -%}
    select column_name, data_type, character_maximum_length, numeric_precision, numeric_scale
    from {{ relation.information_schema('columns') }}
    where table_name = '{{ relation.identifier }}'
    {%- if relation.schema %}
      and table_schema = '{{ relation.schema }}'
    {%- endif %}
    order by ordinal_position
  {%- endcall -%}
  {{ return(sql_convert_columns_in_relation(load_result('get_columns_in_relation').table)) }}
{%- endmacro %}


{% macro postgres__get_catalog_relations(information_schema, relations) -%}
  {%- set database = information_schema.database -%}
  {%- do adapter.verify_database(database) -%}
  {%- call statement('catalog', fetch_result=True) -%}
    select
      '{{ database }}' as table_database,
      sch.nspname as table_schema,
      tbl.relname as table_name,
      case tbl.relkind
        when 'v' then 'VIEW'
        when 'm' then 'MATERIALIZED VIEW'
        else 'BASE TABLE'
      end as table_type,
      tbl_desc.description as table_comment,
      col.attname as column_name,
      col.attnum as column_index,
      pg_catalog.format_type(col.atttypid, col.atttypmod) as column_type,
      col_desc.description as column_comment,
      pg_get_userbyid(tbl.relowner) as table_owner
    from pg_catalog.pg_namespace sch
    join pg_catalog.pg_class tbl on tbl.relnamespace = sch.oid
    join pg_catalog.pg_attribute col on col.attrelid = tbl.oid
    left join pg_catalog.pg_description tbl_desc
      on tbl_desc.objoid = tbl.oid and tbl_desc.classoid = 'pg_class'::regclass and tbl_desc.objsubid = 0
    left join pg_catalog.pg_description col_desc
      on col_desc.objoid = tbl.oid and col_desc.classoid = 'pg_class'::regclass and col_desc.objsubid = col.attnum
    where (
    {%- for relation in relations -%}
      {%- if relation.identifier %}
      (upper(sch.nspname) = upper('{{ relation.schema }}') and upper(tbl.relname) = upper('{{ relation.identifier }}'))
      {%- else %}
      upper(sch.nspname) = upper('{{ relation.schema }}')
      {%- endif %}
      {{- " or" if not loop.last }}
    {%- endfor %}
    )
      and not pg_is_other_temp_schema(sch.oid)
      and tbl.relpersistence in ('p', 'u')
      and tbl.relkind in ('r', 'v', 'f', 'p', 'm')
      and col.attnum > 0
      and not col.attisdropped
    order by sch.nspname, tbl.relname, col.attnum
  {%- endcall -%}
  {{ return(load_result('catalog').table) }}
{%- endmacro %}

{% macro postgres__get_catalog(information_schema, schemas) -%}
  {%- set relations = [] -%}
  {%- for schema in schemas -%}
    {%- do relations.append({'schema': schema}) -%}
  {%- endfor -%}
  {{ return(postgres__get_catalog_relations(information_schema, relations)) }}
{%- endmacro %}
