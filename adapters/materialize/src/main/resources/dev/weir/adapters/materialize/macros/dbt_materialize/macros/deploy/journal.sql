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

{% macro weir_journal_write(deployment, number, step, detail, at, who) %}
  {%- do run_query("INSERT INTO " ~ weir_journal() ~ " VALUES (" ~ materialize__literal(deployment) ~ ", " ~ number ~ ", "
      ~ materialize__literals([step, detail, at, who]) ~ ")") -%}
{% endmacro %}
