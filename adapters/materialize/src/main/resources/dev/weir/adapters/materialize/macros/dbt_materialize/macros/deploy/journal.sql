{# The journal of `weir deploy`: a row for each step that is behind it, so that another process can go on where one ended. #}
{% macro weir_journal() -%}
  {{ materialize__identifier(target.database) }}."weir_deploy"."journal"
{%- endmacro %}

{% macro weir_journal_exists() %}
  {%- set query -%}
    SELECT count(*) > 0
    FROM mz_tables
    JOIN mz_schemas ON mz_schemas.id = mz_tables.schema_id
    JOIN mz_databases ON mz_databases.id = mz_schemas.database_id
    WHERE mz_tables.name = 'journal' AND mz_schemas.name = 'weir_deploy' AND mz_databases.name = {{ materialize__literal(target.database) }}
  {%- endset -%}
  {%- do return(materialize__scalar(query)) -%}
{% endmacro %}

{% macro weir_journal_create() %}
  {%- if not weir_journal_exists() -%}
    {%- do run_query("CREATE SCHEMA IF NOT EXISTS " ~ materialize__identifier(target.database) ~ '."weir_deploy"') -%}
    {%- do run_query("CREATE TABLE IF NOT EXISTS " ~ weir_journal()
        ~ " (deployment text NOT NULL, number int NOT NULL, step text NOT NULL, detail text NOT NULL, at text NOT NULL, who text NOT NULL)") -%}
  {%- endif -%}
{% endmacro %}

{# [[deployment, number, step, detail, at, who]] in the order they were written; none where there is no journal yet. #}
{% macro weir_journal_read() %}
  {%- if not weir_journal_exists() -%}
    {%- do return([]) -%}
  {%- endif -%}
  {%- do return(materialize__rows("SELECT deployment, number, step, detail, at, who FROM " ~ weir_journal()
      ~ " ORDER BY at, deployment, number")) -%}
{% endmacro %}

{# The journals of the other databases: {rows: [[database, deployment, number, step, detail, at, who]], hidden: [database]}; hidden are those
   that the role may not read, while a deployment is under way there. #}
{% macro weir_journals_elsewhere() %}
  {%- set query -%}
    SELECT mz_databases.name,
      mz_is_superuser() OR has_database_privilege(mz_databases.oid, 'USAGE') AND has_schema_privilege(mz_schemas.oid, 'USAGE')
        AND has_table_privilege(mz_tables.oid, 'SELECT'),
      (SELECT count(*) FROM mz_views WHERE mz_views.schema_id = mz_schemas.id)
    FROM mz_tables
    JOIN mz_schemas ON mz_schemas.id = mz_tables.schema_id
    JOIN mz_databases ON mz_databases.id = mz_schemas.database_id
    WHERE mz_tables.name = 'journal' AND mz_schemas.name = 'weir_deploy' AND mz_databases.name <> {{ materialize__literal(target.database) }}
    ORDER BY 1
  {%- endset -%}
  {%- set queries = [] -%}
  {%- set hidden = [] -%}
  {%- for database, readable, fences in materialize__rows(query) -%}
    {%- if readable -%}
      {%- do queries.append("SELECT " ~ materialize__literal(database) ~ " AS database, deployment, number, step, detail, at, who FROM "
          ~ materialize__identifier(database) ~ '."weir_deploy"."journal"') -%}
    {%- elif fences | int -%}
      {%- do hidden.append(database) -%}
    {%- endif -%}
  {%- endfor -%}
  {%- do return({'hidden': hidden,
      'rows': materialize__rows(queries | join(' UNION ALL ') ~ ' ORDER BY database, at, deployment, number') if queries else []}) -%}
{% endmacro %}

{# Whether it was written: not when run is given and another process has the deployment by now. #}
{% macro weir_journal_write(deployment, number, step, detail, at, who, run=none) %}
  {%- if run is not none -%}
    {%- set query = "SELECT detail FROM " ~ weir_journal() ~ " WHERE deployment = " ~ materialize__literal(deployment)
        ~ " AND step IN ('begun', 'taken over') ORDER BY at DESC, number DESC LIMIT 1" -%}
    {%- if fromjson(materialize__scalar(query) or '{}').get('run') != run -%}
      {%- do return(false) -%}
    {%- endif -%}
  {%- endif -%}
  {%- do run_query("INSERT INTO " ~ weir_journal() ~ " VALUES (" ~ materialize__literal(deployment) ~ ", " ~ number ~ ", "
      ~ materialize__literals([step, detail, at, who]) ~ ")") -%}
  {%- do return(true) -%}
{% endmacro %}


{# A deployment's fence is a view whose name says which process has it. A swap renames it in its own transaction, so it fails when
   another process has taken the deployment over and renamed it before. #}
{% macro weir_fence(name) -%}
  {{ materialize__identifier(target.database) }}."weir_deploy".{{ materialize__identifier(name) }}
{%- endmacro %}

{% macro weir_fence_names(deployment) %}
  {%- set query -%}
    SELECT mz_views.name
    FROM mz_views
    JOIN mz_schemas ON mz_schemas.id = mz_views.schema_id
    JOIN mz_databases ON mz_databases.id = mz_schemas.database_id
    WHERE mz_schemas.name = 'weir_deploy' AND mz_databases.name = {{ materialize__literal(target.database) }}
      AND left(mz_views.name, {{ deployment | length }}) = {{ materialize__literal(deployment) }}
  {%- endset -%}
  {%- do return(materialize__rows(query) | map('first') | list) -%}
{% endmacro %}

{# Whoever had it before cannot swap any more. #}
{% macro weir_fence_take(deployment, name) %}
  {%- set found = weir_fence_names(deployment) -%}
  {%- if found -%}
    {%- do run_query("ALTER VIEW " ~ weir_fence(found[0]) ~ " RENAME TO " ~ materialize__identifier(name)) -%}
  {%- else -%}
    {%- do run_query("CREATE VIEW " ~ weir_fence(name) ~ " AS SELECT 1 AS held") -%}
  {%- endif -%}
{% endmacro %}

{% macro weir_fence_drop(deployment) %}
  {%- for name in weir_fence_names(deployment) -%}
    {%- do run_query("DROP VIEW IF EXISTS " ~ weir_fence(name)) -%}
  {%- endfor -%}
{% endmacro %}
