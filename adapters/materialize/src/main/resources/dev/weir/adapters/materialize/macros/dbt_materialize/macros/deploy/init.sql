{# Makes an empty copy of each production schema and cluster of the deployment, with their privileges. #}
{% macro deploy_init(ignore_existing_objects=False) %}
  {%- set deployment = materialize__deployment() -%}
  {%- do log("Creating deployment environment for target " ~ target.name, info=True) -%}
  {%- for schema in deployment.schemas -%}
    {%- if not schema_exists(schema.production, **schema.where) -%}
      {%- do exceptions.raise_compiler_error("Production schema " ~ schema.shown ~ " does not exist") -%}
    {%- endif -%}
    {%- if schema_contains_sinks(schema.production, **schema.where) -%}
      {%- do exceptions.raise_compiler_error("Production schema " ~ schema.shown
          ~ " contains sinks.\nBlue/green deployments require sinks to be in a dedicated schema.") -%}
    {%- endif -%}
  {%- endfor -%}
  {%- for cluster in deployment.clusters -%}
    {%- if not cluster_exists(cluster.production) -%}
      {%- do exceptions.raise_compiler_error("Production cluster " ~ cluster.production ~ " does not exist") -%}
    {%- endif -%}
    {%- if cluster_contains_sinks(cluster.production) -%}
      {%- do exceptions.raise_compiler_error("Production cluster " ~ cluster.production
          ~ " contains sinks.\nBlue/green deployments require sinks to be in a dedicated cluster.") -%}
    {%- endif -%}
  {%- endfor -%}
  {%- for place in deployment.databases -%}
    {%- do deploy_validate_permissions(
        deployment.clusters | map(attribute='production') | list if loop.first else [], place.schemas, **place.where) -%}
  {%- endfor -%}

  {%- for schema in deployment.schemas -%}
    {%- do materialize__init_schema(schema.production, schema.deployment, ignore_existing_objects, schema.where) -%}
  {%- endfor -%}
  {%- for cluster in deployment.clusters -%}
    {%- do materialize__init_cluster(cluster, ignore_existing_objects) -%}
  {%- endfor -%}
{% endmacro %}


{% macro materialize__init_schema(production, deployment, ignore_existing_objects, where) %}
  {%- set database = where.get('database') -%}
  {%- set shown = database ~ '.' ~ deployment if database else deployment -%}
  {%- if schema_exists(deployment, **where) -%}
    {%- do log("Deployment schema " ~ shown ~ " already exists", info=True) -%}
    {%- set query -%}
      SELECT count(*)
      FROM mz_objects
      JOIN mz_schemas ON mz_schemas.id = mz_objects.schema_id
      JOIN mz_databases ON mz_databases.id = mz_schemas.database_id
      WHERE mz_schemas.name = {{ materialize__literal(deployment) }}
        AND mz_databases.name = {{ materialize__database_literal(database) }}
        AND mz_objects.id LIKE 'u%'
    {%- endset -%}
    {%- if materialize__scalar(query) | int > 0 -%}
      {%- if check_schema_ci_tag(deployment, **where) -%}
        {%- do log("Schema " ~ shown ~ " was already created for this pull request", info=True) -%}
      {%- elif ignore_existing_objects -%}
        {%- do log("[Warning] Deployment schema " ~ shown ~ " is not empty", info=True) -%}
        {%- do log("[Warning] Confirm the objects it contains are expected before deployment", info=True) -%}
      {%- else -%}
        {%- do exceptions.raise_compiler_error("Deployment schema " ~ shown ~ " already exists and is not empty.\n"
            ~ "This is potentially dangerous as you may end up deploying objects to production you do not intend.\n\n"
            ~ "If you are certain the objects in this schema are supposed to exist, you can ignore this error by setting"
            ~ " ignore_existing_objects to True.\n\ndbt run-operation deploy_init --args '{ignore_existing_objects: True}'") -%}
      {%- endif -%}
    {%- endif -%}
  {%- else -%}
    {%- do log("Creating deployment schema " ~ shown, info=True) -%}
    {%- do run_query("CREATE SCHEMA " ~ materialize__schema_identifier(deployment, database)) -%}
    {%- do set_schema_ci_tag(deployment, **where) -%}
    {%- do internal_copy_schema_default_privs(production, deployment, **where) -%}
    {%- do internal_copy_schema_grants(production, deployment, **where) -%}
  {%- endif -%}
{% endmacro %}


{% macro materialize__init_cluster(cluster, ignore_existing_objects) %}
  {%- set query -%}
    SELECT mz_clusters.managed, mz_clusters.size, mz_clusters.replication_factor,
      schedules.type, schedules.refresh_hydration_time_estimate
    FROM mz_clusters
    LEFT JOIN mz_internal.mz_cluster_schedules AS schedules ON schedules.cluster_id = mz_clusters.id
    WHERE mz_clusters.name = {{ materialize__literal(cluster.production) }}
  {%- endset -%}
  {%- set managed, size, replication_factor, schedule_type, estimate = run_query(query).rows[0] -%}
  {%- if managed -%}
    {%- do create_cluster(
        cluster_name=cluster.configured,
        size=size,
        replication_factor=replication_factor,
        schedule_type=schedule_type,
        refresh_hydration_time_estimate=estimate,
        ignore_existing_objects=ignore_existing_objects,
        force_deploy_suffix=True,
        auto_scaling_strategy=internal_get_cluster_auto_scaling_strategy(cluster.production)) -%}
  {%- else -%}
    {%- do create_unmanaged_cluster(
        cluster.configured, cluster.production,
        ignore_existing_objects=ignore_existing_objects, force_deploy_suffix=True) -%}
  {%- endif -%}
  {%- do internal_copy_cluster_grants(cluster.production, cluster.deployment) -%}
{% endmacro %}


{% macro internal_copy_schema_default_privs(from, to, database=none) %}
  {%- set query -%}
    SELECT
      CASE WHEN object_owner = 'PUBLIC' THEN 'ALL ROLES' ELSE 'ROLE ' || quote_ident(object_owner) END,
      privilege_type,
      object_type,
      CASE WHEN grantee = 'PUBLIC' THEN grantee ELSE quote_ident(grantee) END
    FROM mz_internal.mz_show_default_privileges
    WHERE database = {{ materialize__database_literal(database) }}
      AND schema = {{ materialize__literal(from) }}
      AND object_owner <> 'none'
      AND grantee <> 'none'
  {%- endset -%}
  {%- for owner, privilege, kind, grantee in run_query(query).rows -%}
    {%- do run_query("ALTER DEFAULT PRIVILEGES FOR " ~ owner ~ " IN SCHEMA " ~ materialize__schema_identifier(to, database)
        ~ " GRANT " ~ privilege ~ " ON " ~ kind ~ "s TO " ~ grantee) -%}
  {%- endfor -%}
{% endmacro %}


{% macro internal_copy_schema_grants(from, to, database=none) %}
  {%- do materialize__copy_grants('SCHEMA', from, to, database) -%}
{% endmacro %}

{% macro internal_copy_cluster_grants(from, to) %}
  {%- do materialize__copy_grants('CLUSTER', from, to) -%}
{% endmacro %}

{# What the new object got by default and the old one does not grant goes; what is lacking comes. #}
{% macro materialize__copy_grants(kind, from, to, database=none) %}
  {%- set wanted = materialize__privileges(kind, from, database) -%}
  {%- set planned = adapter.is_planned(kind | lower, to, database) -%}
  {%- set found = materialize__default_privileges(kind, database) if planned else materialize__privileges(kind, to, database) -%}
  {%- set object = kind ~ " " ~ materialize__schema_identifier(to, database) -%}
  {%- for privilege, grantee in found if [privilege, grantee] not in wanted -%}
    {%- do run_query("REVOKE " ~ privilege ~ " ON " ~ object ~ " FROM " ~ grantee) -%}
  {%- endfor -%}
  {%- for privilege, grantee in wanted if [privilege, grantee] not in found -%}
    {%- do run_query("GRANT " ~ privilege ~ " ON " ~ object ~ " TO " ~ grantee) -%}
  {%- endfor -%}
{% endmacro %}

{# [[privilege, grantee as SQL]] of other roles than the current one. PUBLIC is no role: its id is "p". #}
{% macro materialize__privileges(kind, name, database=none) %}
  {%- set query -%}
    WITH privileges AS (
      SELECT (mz_internal.mz_aclexplode(object.privileges)).*
      {%- if kind == 'SCHEMA' %}
      FROM mz_schemas AS object
      JOIN mz_databases ON mz_databases.id = object.database_id AND mz_databases.name = {{ materialize__database_literal(database) }}
      {%- else %}
      FROM mz_clusters AS object
      {%- endif %}
      WHERE object.name = {{ materialize__literal(name) }}
    )
    SELECT DISTINCT privileges.privilege_type, coalesce(quote_ident(mz_roles.name), 'PUBLIC')
    FROM privileges
    LEFT JOIN mz_roles ON mz_roles.id = privileges.grantee
    WHERE (mz_roles.name IS NOT NULL OR privileges.grantee = 'p')
      AND coalesce(mz_roles.name, '') NOT IN ('none', 'mz_system', 'mz_support', current_role)
  {%- endset -%}
  {%- do return(materialize__rows(query)) -%}
{% endmacro %}

{# The same for an object that is only planned: what it will get by default. #}
{% macro materialize__default_privileges(kind, database=none) %}
  {%- set query -%}
    SELECT DISTINCT privilege_type, CASE WHEN grantee = 'PUBLIC' THEN grantee ELSE quote_ident(grantee) END
    FROM mz_internal.mz_show_default_privileges
    WHERE object_type = {{ materialize__literal(kind | lower) }}
      AND coalesce(database, {{ materialize__database_literal(database) }}) = {{ materialize__database_literal(database) }}
      AND schema IS NULL
      AND object_owner IN ('PUBLIC', current_role)
      AND grantee NOT IN ('none', current_role)
  {%- endset -%}
  {%- do return(materialize__rows(query)) -%}
{% endmacro %}
