{% macro materialize__create_view_as(relation, sql) -%}
  {%- if config.get('contract').enforced -%}
    {{ materialize__check_contract(sql) }}
  {%- endif -%}
  create view {{ relation }} as (
{{ sql }}
  );
{%- endmacro %}


{# What the query reads is not there while it is only planned. #}
{% macro materialize__check_contract(sql) -%}
  {%- if not adapter.is_planning() -%}
    {{ get_assert_columns_equivalent(sql) }}
  {%- endif -%}
{%- endmacro %}


{% macro materialize__create_materialized_view_as(relation, sql) -%}
  {%- set options = [] -%}
  {%- set refresh = materialize__get_refresh_interval_sql(relation, config.get('refresh_interval')) | trim -%}
  {%- if refresh -%}
    {%- do options.append(refresh) -%}
  {%- endif -%}
  {%- set partition_by = adapter.parse_partition_by(config.get('partition_by')) -%}
  {%- if partition_by -%}
    {%- do options.append('partition by (' ~ partition_by | join(', ') ~ ')') -%}
  {%- endif -%}
  {%- if config.get('retain_history') -%}
    {%- do options.append("retain history for '" ~ config.get('retain_history') ~ "'") -%}
  {%- endif -%}
  {%- if config.get('contract').enforced -%}
    {{ materialize__check_contract(sql) }}
    {#- Of the constraints only not_null exists, and is an assertion here. -#}
    {%- for assertion in adapter.render_raw_columns_constraints(raw_columns=model['columns'])
        if assertion and 'assert not null' in assertion and assertion not in options -%}
      {%- do options.append(assertion) -%}
    {%- endfor -%}
  {%- endif -%}
  create materialized view {{ relation }}
  {{- materialize__in_cluster(materialize__node_cluster()) }}
  {%- if options %} with ({{ options | join(', ') }}){% endif %} as (
{{ sql }}
  );
{%- endmacro %}

{% macro materialize__get_create_materialized_view_as_sql(relation, sql) -%}
  {{ materialize__create_materialized_view_as(relation, sql) }}
{%- endmacro %}


{% macro materialize__get_refresh_interval_sql(relation, refresh_interval_dict) -%}
  {%- set refresh = adapter.parse_refresh_interval(refresh_interval_dict) -%}
  {%- if refresh -%}
    {%- set parts = [] -%}
    {%- if refresh.at -%}
      {%- do parts.append("refresh at '" ~ refresh.at ~ "'") -%}
    {%- endif -%}
    {%- if refresh.at_creation -%}
      {%- do parts.append("refresh at creation") -%}
    {%- endif -%}
    {%- if refresh.every -%}
      {%- do parts.append("refresh every '" ~ refresh.every ~ "'"
          ~ (" aligned to '" ~ refresh.aligned_to ~ "'" if refresh.aligned_to else '')) -%}
    {%- endif -%}
    {%- if refresh.on_commit -%}
      {%- do parts.append("refresh on commit") -%}
    {%- endif -%}
    {{ parts | join(', ') }}
  {%- endif -%}
{%- endmacro %}


{# The statement a model writes itself, after the words that name its object. Nothing tells its columns before it is run. #}
{% macro materialize__create_arbitrary_object(sql) -%}
  {%- if config.get('contract').enforced -%}
    {%- do exceptions.warn("Model contracts cannot be enforced for custom materializations (see dbt-core #7213)") -%}
  {%- endif -%}
  {%- set text = sql | trim -%}
  {{ text[:-1] if text.endswith(';') else text }}
;
{%- endmacro %}

{% macro materialize__create_source(relation, sql) -%}
  create source {{ relation }}{{ materialize__in_cluster(materialize__node_cluster()) }}
{{ materialize__create_arbitrary_object(sql) }}
{%- endmacro %}

{% macro materialize__create_source_table(relation, sql) -%}
  create table {{ relation }}
{{ materialize__create_arbitrary_object(sql) }}
{%- endmacro %}

{% macro materialize__create_sink(relation, sql) -%}
  create sink {{ relation }}{{ materialize__in_cluster(materialize__node_cluster()) }}
{{ materialize__create_arbitrary_object(sql) }}
{%- endmacro %}


{# The word for a relation's kind in DDL. #}
{% macro materialize__kind(relation) -%}
  {%- if relation.type in ('materialized_view', 'materializedview') -%}
    materialized view
  {%- elif relation.type in ('table', 'source_table') -%}
    table
  {%- else -%}
    {{ relation.type }}
  {%- endif -%}
{%- endmacro %}

{% macro materialize__drop_relation(relation) -%}
  {%- call statement('drop_relation') -%}
    drop {{ materialize__kind(relation) }} if exists {{ relation }}{{ " cascade" if relation.type not in ('sink', 'index') }}
  {%- endcall -%}
{%- endmacro %}

{% macro materialize__rename_relation(from_relation, to_relation) -%}
  {%- call statement('rename_relation') -%}
    alter {{ materialize__kind(from_relation) }} {{ from_relation }} rename to {{ adapter.quote(to_relation.identifier) }}
  {%- endcall -%}
{%- endmacro %}

{% macro materialize__truncate_relation(relation) -%}
  {%- call statement('truncate_relation') -%}
    delete from {{ relation }}
  {%- endcall -%}
{%- endmacro %}

{# Deleting reads the table, which needs a cluster. #}
{% macro truncate_relation_sql(relation, cluster) -%}
  {%- if cluster and cluster | trim -%}
    {%- do run_query(set_cluster(cluster)) -%}
  {%- endif -%}
  {%- do truncate_relation(relation) -%}
{%- endmacro %}


{% macro materialize__get_create_index_sql(relation, index_dict) -%}
  {%- set index = adapter.parse_index(index_dict) -%}
  {%- set cluster = adapter.generate_final_cluster_name(index.cluster or config.get('cluster', target.cluster)) or '' -%}
  create {{ "default " if index.default }}index {{- ' "' ~ index.name ~ '"' if index.name }}
  {{- materialize__in_cluster(cluster) }} on {{ relation }}
  {%- if index.columns %} ({{ index.columns | join(', ') }}){% endif %};
{%- endmacro %}


{% macro materialize__persist_docs(relation, model, for_relation, for_columns) -%}
  {%- if for_relation and config.persist_relation_docs() and model.description -%}
    {%- do run_query(alter_relation_comment(relation, model.description)) -%}
  {%- endif -%}
  {%- if for_columns and config.persist_column_docs() and model.columns -%}
    {%- set existing = adapter.get_columns_in_relation(relation) | map(attribute='name') | list -%}
    {#- A statement each, since no two of DDL may share a transaction; but nothing waits for an answer in between. -#}
    {%- set comments = [] -%}
    {%- for name, column in model.columns.items() if name in existing -%}
      {%- do comments.append(materialize__alter_column_comment_single(relation, name, column['quote'], column['description'])) -%}
    {%- endfor -%}
    {%- do adapter.execute_each(comments) -%}
  {%- endif -%}
{%- endmacro %}

{% macro materialize__alter_relation_comment(relation, relation_comment) -%}
  comment on {{ materialize__kind(relation) }} {{ relation }} is {{ postgres_escape_comment(relation_comment) }};
{%- endmacro %}

{% macro materialize__alter_column_comment_single(relation, column_name, quote, comment) -%}
  comment on column {{ relation }}.{{ adapter.quote(column_name) if quote else column_name }} is {{ postgres_escape_comment(comment) }};
{%- endmacro %}


{# intended: COMPATIBILITY #192. The privileges of the owner are no grants. #}
{% macro materialize__get_show_grant_sql(relation) %}
  select coalesce(mz_roles.name, 'PUBLIC') as grantee, lower(granted.privilege_type) as privilege_type
  from (
    select mz_objects.owner_id, (mz_internal.mz_aclexplode(mz_objects.privileges)).*
    from mz_objects
    join mz_schemas on mz_schemas.id = mz_objects.schema_id
    join mz_databases on mz_databases.id = mz_schemas.database_id
    where mz_databases.name = '{{ relation.database }}'
      and mz_schemas.name = '{{ relation.schema }}'
      and mz_objects.name = '{{ relation.identifier }}'
  ) as granted
  left join mz_roles on mz_roles.id = granted.grantee
  where granted.grantee <> granted.owner_id
{% endmacro %}

{# PUBLIC is a word, the others are names. #}
{% macro materialize__get_revoke_sql(relation, privilege, grantees) -%}
  revoke {{ privilege }} on {{ relation.render() }} from {% for grantee in grantees -%}
    {{ grantee if grantee | upper == 'PUBLIC' else adapter.quote(grantee) }}{{ ", " if not loop.last }}
  {%- endfor -%}
{%- endmacro %}

{% macro materialize__call_dcl_statements(dcl_statement_list) -%}
  {%- for dcl_statement in dcl_statement_list -%}
    {%- call statement('grants') -%}
      {{ dcl_statement }}
    {%- endcall -%}
  {%- endfor -%}
{%- endmacro %}
