{# {clusters: [{configured, production, deployment}], schemas: [{production, deployment, shown, where}], databases: [{where, schemas}]} of
   the current target. A schema of another database is configured as {database, schema}; "where" is that database as a keyword argument, or empty. #}
{% macro materialize__deployment() %}
  {#- intended: COMPATIBILITY #181 -#}
  {%- set settings = var('deployment').get(target.name) -%}
  {%- if not settings -%}
    {%- do exceptions.raise_compiler_error("No deployment configuration found for target " ~ target.name) -%}
  {%- endif -%}
  {%- set clusters = [] -%}
  {%- for name in settings.get('clusters') or [] -%}
    {%- set production = adapter.generate_final_cluster_name(name, force_deploy_suffix=False) -%}
    {%- set deployment = adapter.generate_final_cluster_name(name, force_deploy_suffix=True) -%}
    {%- if production == deployment -%}
      {%- do exceptions.raise_compiler_error("Cluster " ~ name ~ " has the same name in production and in the deployment: run this operation without the variable deploy") -%}
    {%- endif -%}
    {%- do clusters.append({'configured': name, 'production': production, 'deployment': deployment}) -%}
  {%- endfor -%}
  {%- set schemas = [] -%}
  {%- set databases = {none: []} -%}
  {%- for entry in settings.get('schemas') or [] -%}
    {%- set name = entry.get('schema') if entry is mapping else entry -%}
    {%- set database = entry.get('database') if entry is mapping else none -%}
    {%- if not name -%}
      {%- do exceptions.raise_compiler_error("A schema of the deployment for target " ~ target.name ~ " has no name: " ~ entry) -%}
    {%- endif -%}
    {%- set database = none if database == target.database else database -%}
    {%- do schemas.append({'production': name, 'deployment': name ~ '_dbt_deploy', 'database': database,
        'shown': name if database is none else database ~ '.' ~ name,
        'where': {} if database is none else {'database': database}}) -%}
    {%- do databases.setdefault(database, []).append(name) -%}
  {%- endfor -%}
  {%- set places = [] -%}
  {%- for database, names in databases.items() if names or database is none -%}
    {%- do places.append({'where': {} if database is none else {'database': database}, 'schemas': names}) -%}
  {%- endfor -%}
  {%- do return({'clusters': clusters, 'schemas': schemas, 'databases': places}) -%}
{% endmacro %}


{# Text as an SQL literal; a list of texts as literals with commas between. #}
{% macro materialize__literal(value) -%}
  '{{ value | string | replace("'", "''") }}'
{%- endmacro %}

{% macro materialize__literals(values) -%}
  {%- for value in values -%}
    {{ materialize__literal(value) }}{{ ", " if not loop.last }}
  {%- endfor -%}
{%- endmacro %}

{# A name as a quoted identifier. #}
{% macro materialize__identifier(name) -%}
  "{{ name | replace('"', '""') }}"
{%- endmacro %}

{# A schema as SQL; the connected database goes unnamed. #}
{% macro materialize__schema_identifier(schema, database=none) -%}
  {{ materialize__identifier(database) ~ '.' if database is not none }}{{ materialize__identifier(schema) }}
{%- endmacro %}

{# A database as SQL that yields its name. #}
{% macro materialize__database_literal(database=none) -%}
  {{ 'current_database()' if database is none else materialize__literal(database) }}
{%- endmacro %}

{# A query's rows, each a list of its cells. #}
{% macro materialize__rows(sql) %}
  {%- set rows = [] -%}
  {%- for row in run_query(sql).rows -%}
    {%- do rows.append(row.values() | list) -%}
  {%- endfor -%}
  {%- do return(rows) -%}
{% endmacro %}

{# The first cell of a query's result. #}
{% macro materialize__scalar(sql) %}
  {%- set rows = run_query(sql).rows -%}
  {%- do return(rows[0][0] if rows else none) -%}
{% endmacro %}


{% macro get_current_database() %}
  {%- do return(materialize__scalar("SELECT current_database()")) -%}
{% endmacro %}

{% macro schema_exists(schema, database=none) %}
  {%- set query -%}
    SELECT count(*) > 0
    FROM mz_schemas
    JOIN mz_databases ON mz_databases.id = mz_schemas.database_id
    WHERE mz_schemas.name = {{ materialize__literal(schema) }} AND mz_databases.name = {{ materialize__database_literal(database) }}
  {%- endset -%}
  {%- set planned = adapter.is_planned('schema', schema, database) -%}
  {%- do return(planned if planned is not none else materialize__scalar(query)) -%}
{% endmacro %}

{% macro cluster_exists(cluster) %}
  {%- set query = "SELECT count(*) > 0 FROM mz_clusters WHERE name = " ~ materialize__literal(cluster) -%}
  {%- set planned = adapter.is_planned('cluster', cluster) -%}
  {%- do return(planned if planned is not none else materialize__scalar(query)) -%}
{% endmacro %}

{% macro schema_contains_sinks(schema, database=none) %}
  {%- set query -%}
    SELECT count(*) > 0
    FROM mz_sinks
    JOIN mz_schemas ON mz_schemas.id = mz_sinks.schema_id
    JOIN mz_databases ON mz_databases.id = mz_schemas.database_id
    WHERE mz_schemas.name = {{ materialize__literal(schema) }} AND mz_databases.name = {{ materialize__database_literal(database) }}
  {%- endset -%}
  {%- do return(materialize__scalar(query)) -%}
{% endmacro %}

{% macro cluster_contains_sinks(cluster) %}
  {%- set query -%}
    SELECT count(*) > 0
    FROM mz_sinks
    JOIN mz_clusters ON mz_clusters.id = mz_sinks.cluster_id
    WHERE mz_clusters.name = {{ materialize__literal(cluster) }}
  {%- endset -%}
  {%- do return(materialize__scalar(query)) -%}
{% endmacro %}
