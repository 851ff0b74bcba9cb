{# What `weir deploy` asks about the database before it decides. All return plain data. #}

{# The two sides of the deployment, [{kind, database, production, deployment, production_id, deployment_id}]; ids are none where nothing is. And who asks where. #}
{% macro weir_sides() %}
  {%- set deployment = materialize__deployment() -%}
  {%- set sides = [] -%}
  {%- for kind, pairs in [('schema', deployment.schemas), ('cluster', deployment.clusters)] -%}
    {%- for pair in pairs -%}
      {%- set database = pair.get('database') -%}
      {%- do sides.append({'kind': kind, 'database': database, 'production': pair.production, 'deployment': pair.deployment,
          'production_id': weir_object_id(kind, pair.production, database), 'deployment_id': weir_object_id(kind, pair.deployment, database)}) -%}
    {%- endfor -%}
  {%- endfor -%}
  {%- do return({'sides': sides, 'role': materialize__scalar("SELECT current_user"), 'database': get_current_database(), 'target': target.name}) -%}
{% endmacro %}

{% macro weir_object_id(kind, name, database=none) %}
  {%- if kind == 'cluster' -%}
    {%- do return(materialize__scalar("SELECT id FROM mz_clusters WHERE name = " ~ materialize__literal(name))) -%}
  {%- endif -%}
  {%- do return(materialize__scalar("SELECT mz_schemas.id FROM mz_schemas JOIN mz_databases ON mz_databases.id = mz_schemas.database_id"
      ~ " WHERE mz_databases.name = " ~ materialize__database_literal(database) ~ " AND mz_schemas.name = " ~ materialize__literal(name))) -%}
{% endmacro %}

{# Where the project's models and seeds would be built, [{id, fqn, database, schema, name, materialized}]. #}
{% macro weir_places() %}
  {%- set places = [] -%}
  {%- for node in graph.nodes.values() if node.resource_type in ('model', 'seed', 'snapshot') and node.config.materialized != 'ephemeral' -%}
    {%- do places.append({'id': node.unique_id, 'fqn': node.fqn | join('.'), 'database': node.database, 'schema': node.schema, 'name': node.alias,
        'materialized': node.config.materialized}) -%}
  {%- endfor -%}
  {%- do return({'places': places, 'database': get_current_database()}) -%}
{% endmacro %}

{# Whether a schema is one of these, as the variable deployment has them: a name, or {database, schema}. #}
{% macro weir_is_one_of(schemas) -%}
  (false
  {%- for schema in schemas -%}
    {%- set elsewhere = schema is mapping %}
    OR mz_databases.name = {{ materialize__database_literal(schema.database if elsewhere else none) }}
      AND mz_schemas.name = {{ materialize__literal(schema.schema if elsewhere else schema) }}
  {%- endfor -%})
{%- endmacro %}

{# SQL that yields the full name of what a relation of the catalog lists, quoted as in materialize__full_name. #}
{% macro weir_full_name(relation) -%}
  {%- for part in ['mz_databases', 'mz_schemas', relation] -%}
    '"' || replace({{ part }}.name, '"', '""') || '"' {{- " || '.' || " if not loop.last }}
  {%- endfor -%}
{%- endmacro %}

{# [[type, full name]] of what lies outside these schemas and reads what is in them, or runs on these clusters. #}
{% macro weir_dependents(schemas, clusters) %}
  {%- set query -%}
    WITH inside AS (
      SELECT mz_objects.id
      FROM mz_objects
      JOIN mz_schemas ON mz_schemas.id = mz_objects.schema_id
      JOIN mz_databases ON mz_databases.id = mz_schemas.database_id
      WHERE {{ weir_is_one_of(schemas) }}
    ),
    placed AS (
      SELECT id, cluster_id FROM mz_indexes
      UNION ALL
      SELECT id, cluster_id FROM mz_materialized_views
      UNION ALL
      SELECT id, cluster_id FROM mz_sources
      UNION ALL
      SELECT id, cluster_id FROM mz_sinks
    ),
    dependents AS (
      SELECT object_id AS id
      FROM mz_internal.mz_object_dependencies
      WHERE referenced_object_id IN (SELECT id FROM inside)
      UNION
      SELECT placed.id
      FROM placed
      JOIN mz_clusters ON mz_clusters.id = placed.cluster_id
      WHERE mz_clusters.name IN ({{ materialize__literals(clusters) or "''" }})
    )
    SELECT mz_objects.type,
      {{ weir_full_name('mz_objects') }}
    FROM dependents
    JOIN mz_objects ON mz_objects.id = dependents.id
    JOIN mz_schemas ON mz_schemas.id = mz_objects.schema_id
    JOIN mz_databases ON mz_databases.id = mz_schemas.database_id
    WHERE mz_objects.id LIKE 'u%' AND mz_objects.id NOT IN (SELECT id FROM inside)
    ORDER BY 1, 2
  {%- endset -%}
  {%- do return(materialize__rows(query)) -%}
{% endmacro %}

{# [[type, database, schema, name]] of what lies in these schemas; no database for the connected one. #}
{% macro weir_contents(schemas) %}
  {%- set query -%}
    SELECT mz_objects.type, nullif(mz_databases.name, current_database()), mz_schemas.name, mz_objects.name
    FROM mz_objects
    JOIN mz_schemas ON mz_schemas.id = mz_objects.schema_id
    JOIN mz_databases ON mz_databases.id = mz_schemas.database_id
    WHERE {{ weir_is_one_of(schemas) }}
      AND mz_objects.type IN ('table', 'source', 'view', 'materialized-view') AND mz_objects.id LIKE 'u%'
    ORDER BY 1, 2, 3, 4
  {%- endset -%}
  {%- do return(materialize__rows(query)) -%}
{% endmacro %}

{# The project's sinks that a promotion turns to the new objects, by full name. #}
{% macro weir_moving_sinks() %}
  {%- set names = [] -%}
  {%- for item in materialize__moving_sinks(materialize__deployment()) -%}
    {%- do names.append(item.sink) -%}
  {%- endfor -%}
  {%- do return(names) -%}
{% endmacro %}

{# How far the deployment's clusters are, {cluster: its readiness}; one that is missing is failing. #}
{% macro weir_readiness(lag_threshold) %}
  {%- set clusters = materialize__deployment().clusters | map(attribute='deployment') | list -%}
  {%- do return(materialize__readiness(clusters, lag_threshold) if clusters else {}) -%}
{% endmacro %}

{# What a promotion does after its swap; for one that was broken off in between. #}
{% macro weir_finish_promotion() %}
  {%- set deployment = materialize__deployment() -%}
  {%- do materialize__tag_deployed(deployment) -%}
  {%- do process_sinks(materialize__moving_sinks(deployment), false) -%}
{% endmacro %}
