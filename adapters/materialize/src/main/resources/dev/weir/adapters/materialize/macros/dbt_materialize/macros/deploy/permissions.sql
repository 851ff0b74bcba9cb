{% macro deploy_validate_permissions(clusters=[], schemas=[], database=none) %}
  {%- if not materialize__scalar("SELECT mz_is_superuser()") -%}
    {%- set where = {'database': database} if database is not none else {} -%}
    {%- do internal_ensure_database_permission(**where) -%}
    {%- do internal_ensure_createcluster_permission() -%}
    {%- do internal_ensure_schema_ownership(schemas, **where) -%}
    {%- do internal_ensure_cluster_ownership(clusters) -%}
  {%- endif -%}
{% endmacro %}


{% macro materialize__refuse_deployment(reason) %}
  {%- do exceptions.raise_compiler_error("Missing necessary permissions to execute a deployment. The current role " ~ reason) -%}
{% endmacro %}


{% macro internal_ensure_database_permission(database=none) %}
  {%- set query -%}
    SELECT count(*) FILTER (WHERE privilege_type = 'CREATE'), count(*) FILTER (WHERE privilege_type = 'USAGE'),
      quote_ident(current_role), quote_ident({{ materialize__database_literal(database) }})
    FROM mz_internal.mz_show_my_database_privileges
    WHERE name = {{ materialize__database_literal(database) }}
  {%- endset -%}
  {%- set create, usage, role, database_name = run_query(query).rows[0] -%}
  {%- if not (create | int and usage | int) -%}
    {%- do materialize__refuse_deployment(role ~ " needs CREATE and USAGE privileges on database " ~ database_name ~ ".\n\n"
        ~ "Hint: `GRANT USAGE, CREATE ON DATABASE " ~ database_name ~ " TO " ~ role ~ ";`") -%}
  {%- endif -%}
{% endmacro %}


{% macro internal_ensure_createcluster_permission() %}
  {%- set may, role = run_query("SELECT has_system_privilege('CREATECLUSTER'), quote_ident(current_role)").rows[0] -%}
  {%- if not may -%}
    {%- do materialize__refuse_deployment(role ~ " needs CREATECLUSTER privileges.\n\nHint: `GRANT CREATECLUSTER ON SYSTEM TO " ~ role ~ ";`") -%}
  {%- endif -%}
{% endmacro %}


{# What belongs to a role belongs to its members, too, and to theirs. intended: COMPATIBILITY #183 #}
{% macro internal_ensure_schema_ownership(schemas=[], database=none) %}
  {%- if schemas -%}
    {%- set query -%}
      SELECT mz_schemas.name, current_role
      FROM mz_schemas
      JOIN mz_databases ON mz_databases.id = mz_schemas.database_id
      JOIN mz_roles ON mz_roles.id = mz_schemas.owner_id
      WHERE mz_schemas.name IN ({{ materialize__literals(schemas) }})
        AND mz_databases.name = {{ materialize__database_literal(database) }}
        AND NOT pg_has_role(mz_roles.name, 'USAGE')
    {%- endset -%}
    {%- do materialize__refuse_unowned('schema', run_query(query).rows) -%}
  {%- endif -%}
{% endmacro %}

{% macro internal_ensure_cluster_ownership(clusters=[]) %}
  {%- if clusters -%}
    {%- set query -%}
      SELECT mz_clusters.name, current_role
      FROM mz_clusters
      JOIN mz_roles ON mz_roles.id = mz_clusters.owner_id
      WHERE mz_clusters.name IN ({{ materialize__literals(clusters) }}) AND NOT pg_has_role(mz_roles.name, 'USAGE')
    {%- endset -%}
    {%- do materialize__refuse_unowned('cluster', run_query(query).rows) -%}
  {%- endif -%}
{% endmacro %}

{# Full names, as discover_sinks has them. ALTER SINK … SET FROM comes after the swap, when it is too late to fail. #}
{% macro internal_ensure_sinks_can_move(sinks=[]) %}
  {#- intended: COMPATIBILITY #182 -#}
  {%- if sinks and not materialize__scalar("SELECT mz_is_superuser()") -%}
    {%- set query -%}
      SELECT found.sink, current_role, NOT pg_has_role(found.owner, 'USAGE'), found.cluster,
        has_cluster_privilege(found.cluster, 'CREATE')
      FROM (
        SELECT {{ weir_full_name('mz_sinks') }} AS sink, mz_roles.name AS owner, mz_clusters.name AS cluster
        FROM mz_sinks
        JOIN mz_schemas ON mz_schemas.id = mz_sinks.schema_id
        JOIN mz_databases ON mz_databases.id = mz_schemas.database_id
        JOIN mz_roles ON mz_roles.id = mz_sinks.owner_id
        JOIN mz_clusters ON mz_clusters.id = mz_sinks.cluster_id
      ) AS found
      WHERE found.sink IN ({{ materialize__literals(sinks) }})
      ORDER BY 1
    {%- endset -%}
    {%- set unowned = [] -%}
    {%- set clusters = [] -%}
    {%- for sink, role, foreign, cluster, creates in materialize__rows(query) -%}
      {%- if foreign -%}
        {%- do unowned.append([sink, role]) -%}
      {%- elif not creates and cluster not in clusters -%}
        {%- do clusters.append(cluster) -%}
      {%- endif -%}
    {%- endfor -%}
    {%- do materialize__refuse_unowned('sink', unowned, 'turn them to the new objects') -%}
    {%- if clusters -%}
      {%- set role = materialize__scalar("SELECT quote_ident(current_role)") -%}
      {%- do materialize__refuse_deployment(role ~ " needs CREATE privileges on the clusters of sinks that it turns to the new objects: "
          ~ clusters | join(', ') ~ ".\n\nHint: `GRANT CREATE ON CLUSTER " ~ materialize__identifier(clusters[0]) ~ " TO " ~ role ~ ";`") -%}
    {%- endif -%}
  {%- endif -%}
{% endmacro %}

{% macro materialize__refuse_unowned(kind, rows, purpose='swap them') %}
  {%- set names = [] -%}
  {%- for name, role in rows -%}
    {%- do names.append(name) -%}
  {%- endfor -%}
  {%- if names -%}
    {%- do materialize__refuse_deployment(rows[0][1] ~ " does not own these " ~ kind ~ "s, so it cannot " ~ purpose ~ ": " ~ names | join(', ')) -%}
  {%- endif -%}
{% endmacro %}
