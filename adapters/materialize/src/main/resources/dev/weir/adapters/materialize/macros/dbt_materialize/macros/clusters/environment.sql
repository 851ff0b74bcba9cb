{# Drops what a pull request's pipeline made: the schemas and clusters that carry its tag (environment variable CI_TAG). #}
{% macro drop_environment(dry_run=False) %}
  {%- set tag = env_var('CI_TAG', '') -%}
  {%- if not tag -%}
    {%- do exceptions.raise_compiler_error("drop_environment drops what is tagged with the environment variable CI_TAG, which is empty") -%}
  {%- endif -%}
  {%- set query -%}
    SELECT 'SCHEMA', mz_schemas.name
    FROM mz_internal.mz_comments AS comments
    JOIN mz_schemas ON mz_schemas.id = comments.id
    JOIN mz_databases ON mz_databases.id = mz_schemas.database_id
    WHERE comments.object_type = 'schema'
      AND comments.comment = {{ materialize__literal(tag) }}
      AND mz_databases.name = current_database()
    UNION ALL
    SELECT 'CLUSTER', mz_clusters.name
    FROM mz_internal.mz_comments AS comments
    JOIN mz_clusters ON mz_clusters.id = comments.id
    WHERE comments.object_type = 'cluster' AND comments.comment = {{ materialize__literal(tag) }}
    ORDER BY 1 DESC, 2
  {%- endset -%}
  {%- set found = run_query(query).rows -%}
  {%- if not found -%}
    {%- do log("Nothing is tagged " ~ tag ~ ".", info=True) -%}
  {%- endif -%}
  {%- for kind, name in found -%}
    {%- set drop_sql = "DROP " ~ kind ~ " IF EXISTS " ~ materialize__identifier(name) ~ " CASCADE" -%}
    {%- do log(("DRY RUN: " if dry_run else "Running ") ~ drop_sql, info=True) -%}
    {%- if not dry_run -%}
      {%- do run_query(drop_sql) -%}
    {%- endif -%}
  {%- endfor -%}
{% endmacro %}
