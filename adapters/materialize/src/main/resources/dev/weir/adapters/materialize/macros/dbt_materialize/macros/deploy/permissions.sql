{% macro deploy_validate_permissions(clusters=[], schemas=[]) %}
  {%- if not materialize__scalar("SELECT mz_is_superuser()") -%}
    {%- do internal_ensure_database_permission() -%}
    {%- do internal_ensure_createcluster_permission() -%}
    {%- do internal_ensure_schema_ownership(schemas) -%}
    {%- do internal_ensure_cluster_ownership(clusters) -%}
  {%- endif -%}
{% endmacro %}


{% macro materialize__refuse_deployment(reason) %}
  {%- do exceptions.raise_compiler_error("Missing necessary permissions to execute a deployment. The current role " ~ reason) -%}
{% endmacro %}


{% macro internal_ensure_database_permission() %}
  {%- set query -%}
    SELECT count(*) FILTER (WHERE privilege_type = 'CREATE'), count(*) FILTER (WHERE privilege_type = 'USAGE'),
      quote_ident(current_role), quote_ident(current_database())
    FROM mz_internal.mz_show_my_database_privileges
    WHERE name = current_database()
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


{% macro internal_ensure_schema_ownership(schemas=[]) %}
  {%- if schemas -%}
    {%- set query -%}
      SELECT mz_schemas.name, current_role
      FROM mz_schemas
      JOIN mz_databases ON mz_databases.id = mz_schemas.database_id
      JOIN mz_roles ON mz_roles.id = mz_schemas.owner_id
      WHERE mz_schemas.name IN ({{ materialize__literals(schemas) }})
        AND mz_databases.name = current_database()
        AND mz_roles.name <> current_role
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
      WHERE mz_clusters.name IN ({{ materialize__literals(clusters) }}) AND mz_roles.name <> current_role
    {%- endset -%}
    {%- do materialize__refuse_unowned('cluster', run_query(query).rows) -%}
  {%- endif -%}
{% endmacro %}

{% macro materialize__refuse_unowned(kind, rows) %}
  {%- set names = [] -%}
  {%- for name, role in rows -%}
    {%- do names.append(name) -%}
  {%- endfor -%}
  {%- if names -%}
    {%- do materialize__refuse_deployment(rows[0][1] ~ " does not own these " ~ kind ~ "s, so it cannot swap them: " ~ names | join(', ')) -%}
  {%- endif -%}
{% endmacro %}
