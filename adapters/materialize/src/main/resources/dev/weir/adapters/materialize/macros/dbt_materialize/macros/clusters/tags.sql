{# What a pull request's pipeline makes carries its tag (environment variable CI_TAG) as a comment; no tag, nothing happens. #}

{% macro set_cluster_ci_tag(cluster, ci_tag=env_var('CI_TAG', '')) %}
  {%- if ci_tag -%}
    {%- do run_query("COMMENT ON CLUSTER " ~ materialize__identifier(cluster) ~ " IS " ~ materialize__literal(ci_tag)) -%}
  {%- endif -%}
{% endmacro %}

{% macro set_schema_ci_tag(schema, ci_tag=env_var('CI_TAG', ''), database=none) %}
  {%- if ci_tag -%}
    {%- do run_query("COMMENT ON SCHEMA " ~ materialize__schema_identifier(schema, database) ~ " IS " ~ materialize__literal(ci_tag)) -%}
  {%- endif -%}
{% endmacro %}


{% macro check_cluster_ci_tag(cluster, ci_tag=env_var('CI_TAG', '')) %}
  {%- set query -%}
    SELECT comments.comment
    FROM mz_internal.mz_comments AS comments
    JOIN mz_clusters ON mz_clusters.id = comments.id
    WHERE comments.object_type = 'cluster' AND mz_clusters.name = {{ materialize__literal(cluster) }}
  {%- endset -%}
  {%- do return(materialize__same_ci_tag('cluster', cluster, query, ci_tag)) -%}
{% endmacro %}

{% macro check_schema_ci_tag(schema, ci_tag=env_var('CI_TAG', ''), database=none) %}
  {%- set query -%}
    SELECT comments.comment
    FROM mz_internal.mz_comments AS comments
    JOIN mz_schemas ON mz_schemas.id = comments.id
    JOIN mz_databases ON mz_databases.id = mz_schemas.database_id
    WHERE comments.object_type = 'schema'
      AND mz_schemas.name = {{ materialize__literal(schema) }}
      AND mz_databases.name = {{ materialize__database_literal(database) }}
  {%- endset -%}
  {%- do return(materialize__same_ci_tag('schema', schema, query, ci_tag)) -%}
{% endmacro %}

{% macro materialize__same_ci_tag(kind, name, query, ci_tag) %}
  {%- if not ci_tag -%}
    {%- do return(false) -%}
  {%- endif -%}
  {%- set found = materialize__scalar(query) -%}
  {%- if not found -%}
    {%- do return(false) -%}
  {%- elif found != ci_tag -%}
    {%- do exceptions.raise_compiler_error("Deployment " ~ kind ~ " " ~ name ~ " already exists and is tagged for CI deployment " ~ found) -%}
  {%- endif -%}
  {%- do return(true) -%}
{% endmacro %}
