{% macro postgres__make_relation_with_suffix(base_relation, suffix, dstring) %}
  {%- if dstring -%}
    {%- set suffix = suffix ~ modules.datetime.datetime.now().strftime("%H%M%S%f") -%}
  {%- endif -%}
  {%- set room = base_relation.relation_max_name_length() - suffix | length -%}
  {%- if room < 0 -%}
    {%- do exceptions.raise_compiler_error("Relation suffix is too long (" ~ suffix | length
        ~ " characters). Maximum length is " ~ base_relation.relation_max_name_length() ~ " characters.") -%}
  {%- endif -%}
  {%- do return(base_relation.incorporate(path={"identifier": base_relation.identifier[:room] ~ suffix})) -%}
{% endmacro %}

{% macro postgres__make_intermediate_relation(base_relation, suffix) %}
  {%- do return(postgres__make_relation_with_suffix(base_relation, suffix, dstring=False)) -%}
{% endmacro %}

{# Temporary tables live in a schema of the session's own. #}
{% macro postgres__make_temp_relation(base_relation, suffix) %}
  {%- set temp_relation = postgres__make_relation_with_suffix(base_relation, suffix, dstring=True) -%}
  {%- do return(temp_relation.incorporate(path={"schema": none, "database": none})) -%}
{% endmacro %}

{% macro postgres__make_backup_relation(base_relation, backup_relation_type, suffix) %}
  {%- set backup = postgres__make_relation_with_suffix(base_relation, suffix, dstring=False) -%}
  {%- do return(backup.incorporate(type=backup_relation_type)) -%}
{% endmacro %}


{% macro postgres__create_table_as(temporary, relation, sql) -%}
  {%- set header = config.get('sql_header', none) -%}
  {%- if header is not none -%}
    {{ header }}
  {%- endif %}
  {%- set contracted = config.get('contract').enforced %}
  create {% if temporary %}temporary {% elif config.get('unlogged', default=false) %}unlogged {% endif %}table {{ relation }}
  {%- if contracted %}
  {{ get_assert_columns_equivalent(sql) }}
  {%- endif %}
  {%- if contracted and not temporary %}
  {{ get_table_columns_and_constraints() }};
  insert into {{ relation }} ({{ adapter.dispatch('get_column_names', 'dbt')() | trim }}) (
{{ get_select_subquery(sql) }}
  );
  {%- else %}
  as (
{{ sql }}
  );
  {%- endif %}
{%- endmacro %}


{% macro postgres__drop_table(relation) -%}
  drop table if exists {{ relation.render() }} cascade
{%- endmacro %}

{% macro postgres__get_rename_table_sql(relation, new_name) -%}
  alter table {{ relation.render() }} rename to {{ adapter.quote(new_name) }}
{%- endmacro %}

{% macro postgres__get_replace_table_sql(relation, sql) -%}
  {%- set header = config.get('sql_header', none) -%}
  {%- if header is not none -%}
    {{ header }}
  {%- endif %}
  create or replace table {{ relation.render() }}
  {%- if config.get('contract').enforced %}
  {{ get_assert_columns_equivalent(sql) }}
  {{ get_table_columns_and_constraints() }}
  {%- set sql = get_select_subquery(sql) -%}
  {%- endif %}
  as (
{{ sql }}
  );
{%- endmacro %}


{% macro postgres__drop_view(relation) -%}
  drop view if exists {{ relation.render() }} cascade
{%- endmacro %}

{% macro postgres__get_rename_view_sql(relation, new_name) -%}
  alter view {{ relation.render() }} rename to {{ adapter.quote(new_name) }}
{%- endmacro %}

{% macro postgres__get_replace_view_sql(relation, sql) -%}
  {%- set header = config.get('sql_header', none) -%}
  {%- if header is not none -%}
    {{ header }}
  {%- endif %}
  create or replace view {{ relation.render() }}
  {%- if config.get('contract').enforced %}
  {{ get_assert_columns_equivalent(sql) }}
  {%- endif %}
  as (
{{ sql }}
  );
{%- endmacro %}


{% macro postgres__get_create_materialized_view_as_sql(relation, sql) -%}
  create materialized view if not exists {{ relation.render() }} as {{ sql }};
  {%- for index in config.get('indexes', []) %}
  {{ get_create_index_sql(relation, index) }};
  {%- endfor %}
{%- endmacro %}

{% macro postgres__drop_materialized_view(relation) -%}
  drop materialized view if exists {{ relation.render() }} cascade
{%- endmacro %}

{% macro postgres__get_rename_materialized_view_sql(relation, new_name) -%}
  alter materialized view {{ relation.render() }} rename to {{ adapter.quote(new_name) }}
{%- endmacro %}

{% macro postgres__refresh_materialized_view(relation) -%}
  refresh materialized view {{ relation.render() }}
{%- endmacro %}


{% macro postgres__get_materialized_view_configuration_changes(existing_relation, new_config) %}
  {%- set described = postgres__describe_materialized_view(existing_relation) -%}
  {%- do return(existing_relation.get_materialized_view_config_change_collection(described, new_config.model)) -%}
{% endmacro %}

{% macro postgres__describe_materialized_view(relation) %}
  {%- do return({'indexes': run_query(get_show_indexes_sql(relation))}) -%}
{% endmacro %}

{# Indexes change in place; anything else needs a new one. #}
{% macro postgres__get_alter_materialized_view_as_sql(
    relation, configuration_changes, sql, existing_relation, backup_relation, intermediate_relation) -%}
  {%- if configuration_changes.requires_full_refresh -%}
    {{ get_replace_sql(existing_relation, relation, sql) }}
  {%- else -%}
    {{ postgres__update_indexes_on_materialized_view(relation, configuration_changes.indexes) }}
  {%- endif -%}
{%- endmacro %}

{% macro postgres__update_indexes_on_materialized_view(relation, index_changes) -%}
  {%- for change in index_changes -%}
    {%- if change.action == "drop" %}
    {{ postgres__get_drop_index_sql(relation, change.context.name) }};
    {%- elif change.action == "create" %}
    {{ postgres__get_create_index_sql(relation, change.context.as_node_config) }};
    {%- endif -%}
  {%- endfor -%}
{%- endmacro %}


{% macro postgres__get_create_index_sql(relation, index_dict) -%}
  {%- set index = adapter.parse_index(index_dict) -%}
  create {{ "unique " if index.unique }}index if not exists {{ adapter.quote(index.render(relation)) }}
  on {{ relation }} {{ "using " ~ index.type ~ " " if index.type }}({{ index.columns | join(', ') }})
{%- endmacro %}

{% macro postgres__get_drop_index_sql(relation, index_name) -%}
  drop index if exists {{ adapter.quote(relation.schema) }}.{{ adapter.quote(index_name) }}
{%- endmacro %}

{% macro postgres__get_show_indexes_sql(relation) -%}
    select
      i.relname as name,
      m.amname as method,
      ix.indisunique as "unique",
      array_to_string(array_agg(a.attname order by array_position(ix.indkey::int2[], a.attnum)), ',') as column_names
    from pg_index ix
    join pg_class i on i.oid = ix.indexrelid
    join pg_am m on m.oid = i.relam
    join pg_class t on t.oid = ix.indrelid
    join pg_namespace n on n.oid = t.relnamespace
    join pg_attribute a on a.attrelid = t.oid and a.attnum = any(ix.indkey)
    where t.relname = '{{ relation.identifier }}'
      and n.nspname = '{{ relation.schema }}'
      and t.relkind in ('r', 'm')
    group by 1, 2, 3
    order by 1, 2, 3
{%- endmacro %}


{% macro postgres__copy_grants() %}
  {%- do return(False) -%}
{% endmacro %}

{% macro postgres__get_show_grant_sql(relation) -%}
  select grantee, privilege_type
  from {{ relation.information_schema('role_table_grants') }}
  where grantor = current_role
    and grantee != current_role
    and table_schema = '{{ relation.schema }}'
    and table_name = '{{ relation.identifier }}'
{%- endmacro %}


{# A dollar-quoted literal, so that nothing in the text needs escaping. #}
{% macro postgres_escape_comment(comment) -%}
  {%- if comment is not string -%}
    {%- do exceptions.raise_compiler_error('cannot escape a non-string: ' ~ comment) -%}
  {%- endif -%}
  {%- set tag = '$dbt_comment_literal_block$' -%}
  {%- if tag in comment -%}
    {%- do exceptions.raise_compiler_error('The string ' ~ tag ~ ' is not allowed in comments.') -%}
  {%- endif -%}
  {{ tag }}{{ comment }}{{ tag }}
{%- endmacro %}

{% macro postgres__alter_relation_comment(relation, comment) -%}
  {%- set kind = 'materialized view' if relation.type == 'materialized_view' else relation.type -%}
  comment on {{ kind }} {{ relation.render() }} is {{ postgres_escape_comment(comment) }};
{%- endmacro %}

{% macro postgres__alter_column_comment(relation, column_dict) -%}
  {%- set existing = adapter.get_columns_in_relation(relation) | map(attribute="name") | list -%}
  {%- set documented = validate_doc_columns(relation, column_dict, existing) -%}
  {%- for name, column in documented.items() %}
  comment on column {{ relation.render() }}.{{ adapter.quote(name) if column['quote'] else name }} is {{ postgres_escape_comment(column['description']) }};
  {%- endfor %}
{%- endmacro %}


{% macro postgres__formatted_scalar_function_args_sql() %}
  {%- set args = [] -%}
  {%- for arg in model.arguments -%}
    {%- do args.append(arg.name ~ ' ' ~ arg.data_type
        ~ (' DEFAULT ' ~ arg.default_value if arg.get('default_value') is not none else '')) -%}
  {%- endfor -%}
  {{ args | join(', ') }}
{% endmacro %}
