{# Swaps the deployment's schemas and clusters with production's, all at once. #}
{% macro deploy_promote(wait=False, poll_interval=15, lag_threshold='1s', dry_run=False, max_retries=3, retry_backoff=1.0) %}
  {%- set deployment = materialize__deployment() -%}
  {%- do log("Creating deployment environment for target " ~ target.name, info=True) -%}
  {%- for schema in deployment.schemas -%}
    {%- if not schema_exists(schema.production, **schema.where) -%}
      {%- do exceptions.raise_compiler_error("Production schema " ~ schema.shown ~ " does not exist") -%}
    {%- elif not schema_exists(schema.deployment, **schema.where) -%}
      {%- do exceptions.raise_compiler_error("Deployment schema " ~ schema.shown ~ "_dbt_deploy does not exist") -%}
    {%- endif -%}
  {%- endfor -%}
  {%- for cluster in deployment.clusters -%}
    {%- if not cluster_exists(cluster.production) -%}
      {%- do exceptions.raise_compiler_error("Production cluster " ~ cluster.production ~ " does not exist") -%}
    {%- elif not cluster_exists(cluster.deployment) -%}
      {%- do exceptions.raise_compiler_error("Deployment cluster " ~ cluster.deployment ~ " does not exist") -%}
    {%- endif -%}
  {%- endfor -%}
  {#- Before the swap: afterwards an error would leave the sinks on the old objects. -#}
  {%- set sinks = materialize__moving_sinks(deployment) -%}
  {%- do internal_ensure_sinks_can_move(sinks | map(attribute='sink') | list) -%}
  {%- if wait -%}
    {%- do deploy_await(poll_interval, lag_threshold) -%}
  {%- endif -%}

  {%- set swaps = [] -%}
  {%- for kind, pairs in [('schema', deployment.schemas), ('cluster', deployment.clusters)] -%}
    {%- for pair in pairs -%}
      {%- do swaps.append({
          'words': "Swapping " ~ kind ~ "s " ~ pair.shown | default(pair.production) ~ " and " ~ pair.deployment,
          'sql': "ALTER " ~ kind | upper ~ " " ~ materialize__schema_identifier(pair.production, pair.get('database')) ~ " SWAP WITH " ~ materialize__identifier(pair.deployment)}) -%}
    {%- endfor -%}
  {%- endfor -%}
  {%- if dry_run -%}
    {%- do log("Starting dry run...", info=True) -%}
    {%- for swap in swaps -%}
      {%- do log("DRY RUN: " ~ swap.words, info=True) -%}
      {%- do log("DRY RUN: " ~ swap.sql, info=True) -%}
    {%- endfor -%}
    {%- do log("Dry run completed. The statements above were **not** executed against Materialize.", info=True) -%}
  {%- else -%}
    {%- for swap in swaps -%}
      {%- do log(swap.words, info=True) -%}
    {%- endfor -%}
    {%- do materialize__swap_with_retries(swaps | map(attribute='sql') | list, max_retries, retry_backoff) -%}
    {%- do materialize__tag_deployed(deployment) -%}
  {%- endif -%}
  {%- do process_sinks(sinks, dry_run) -%}
{% endmacro %}


{# One message, so one transaction. Concurrent DDL makes the server refuse it (40001), which is safe to try again. #}
{% macro materialize__swap_with_retries(statements, max_retries, retry_backoff) %}
  {%- set fence = var('weir_fence', none) -%}
  {%- if fence -%}
    {%- set statements = ["ALTER VIEW " ~ weir_fence(fence) ~ " RENAME TO " ~ materialize__identifier(fence ~ '_swapped')] + statements -%}
  {%- endif -%}
  {%- set transaction = (["BEGIN"] + statements + ["COMMIT"]) | join('; ') ~ ';' -%}
  {%- set attempts = max_retries + 1 -%}
  {%- for attempt in range(1, attempts + 1) -%}
    {%- if attempt > 1 -%}
      {%- do log("Retrying atomic swap (attempt " ~ attempt ~ " of " ~ attempts ~ ") due to concurrent-DDL conflict", info=True) -%}
      {%- if retry_backoff > 0 -%}
        {%- do adapter.sleep(retry_backoff) -%}
      {%- endif -%}
    {%- endif -%}
    {%- if adapter.try_atomic_swap(transaction) -%}
      {%- if attempt > 1 -%}
        {%- do log("Atomic swap succeeded on attempt " ~ attempt, info=True) -%}
      {%- endif -%}
      {%- do return(none) -%}
    {%- endif -%}
  {%- endfor -%}
  {%- do exceptions.raise_compiler_error("Atomic swap transaction failed after " ~ attempts ~ " attempts due to concurrent-DDL conflicts. "
      ~ "Consider increasing max_retries or reducing concurrent DDL activity during the deploy.") -%}
{% endmacro %}


{% macro materialize__tag_deployed(deployment) %}
  {%- for place in deployment.databases if place.schemas -%}
    {%- do tag_deployed_schemas(place.schemas, **place.where) -%}
  {%- endfor -%}
{% endmacro %}

{% macro tag_deployed_schemas(schemas, database=none) %}
  {%- set sha = adapter.get_git_commit_sha() -%}
  {%- set user, time = run_query("SELECT current_user, now()").rows[0] -%}
  {%- set text = "Deployment by " ~ user ~ " on " ~ time ~ (" | Commit SHA: " ~ sha if sha else "") -%}
  {%- for schema in schemas -%}
    {%- do log("Tagging schema: " ~ (database ~ '.' if database else '') ~ schema, info=True) -%}
    {%- do run_query("COMMENT ON SCHEMA " ~ materialize__schema_identifier(schema, database) ~ " IS " ~ materialize__literal(text)) -%}
  {%- endfor -%}
{% endmacro %}


{# Those of all databases. One that reads what moves in several is refused, as within one. #}
{% macro materialize__moving_sinks(deployment) %}
  {%- set sinks = [] -%}
  {%- for place in deployment.databases -%}
    {%- for item in discover_sinks(place.schemas, **place.where) -%}
      {%- if item.sink in sinks | map(attribute='sink') -%}
        {%- do exceptions.raise_compiler_error("Sink " ~ item.sink ~ " depends on several objects of the deployment, "
            ~ "so it is not clear which one it reads") -%}
      {%- endif -%}
      {%- do sinks.append(item) -%}
    {%- endfor -%}
  {%- endfor -%}
  {%- do return(sinks) -%}
{% endmacro %}

{# [{sink, upstream}] for the sinks that exist and read what moves: a sink follows an object, not its name. #}
{% macro discover_sinks(schemas, database=none) %}
  {%- set current = get_current_database() if database is none else database -%}
  {%- set existing = [] -%}
  {%- set nodes = graph.nodes.values() | selectattr('resource_type', 'equalto', 'model')
      | selectattr('config.materialized', 'equalto', 'sink') | list -%}
  {%- if nodes -%}
    {%- for row in run_query("SELECT mz_databases.name, mz_schemas.name, mz_sinks.name FROM mz_sinks JOIN mz_schemas ON mz_schemas.id = mz_sinks.schema_id"
        ~ " JOIN mz_databases ON mz_databases.id = mz_schemas.database_id").rows -%}
      {%- do existing.append([row[0], row[1], row[2]]) -%}
    {%- endfor -%}
  {%- endif -%}
  {%- set sinks = [] -%}
  {%- for node in nodes if [node.database, node.schema, node.alias] in existing -%}
    {%- set upstreams = [] -%}
    {%- for id in node.depends_on.nodes -%}
      {%- set parent = graph.nodes.get(id) or graph.sources.get(id) -%}
      {%- if parent and parent.schema in schemas and parent.database == current -%}
        {%- do upstreams.append(materialize__full_name(parent.database, parent.schema, parent.alias or parent.identifier)) -%}
      {%- endif -%}
    {%- endfor -%}
    {%- if upstreams | length > 1 -%}
      {%- do exceptions.raise_compiler_error("Sink " ~ node.name ~ " depends on several objects of the deployment ("
          ~ upstreams | join(', ') ~ "), so it is not clear which one it reads") -%}
    {%- elif upstreams -%}
      {%- do sinks.append({'sink': materialize__full_name(node.database, node.schema, node.alias), 'upstream': upstreams[0]}) -%}
    {%- endif -%}
  {%- endfor -%}
  {%- do return(sinks) -%}
{% endmacro %}

{% macro materialize__full_name(database, schema, identifier) -%}
  {{ materialize__identifier(database) }}.{{ materialize__identifier(schema) }}.{{ materialize__identifier(identifier) }}
{%- endmacro %}

{% macro process_sinks(sinks, dry_run) %}
  {%- if not sinks -%}
    {%- do log("No sinks to process.", info=True) -%}
  {%- endif -%}
  {%- for item in sinks -%}
    {%- set alter_sql = "ALTER SINK " ~ item.sink ~ " SET FROM " ~ item.upstream -%}
    {%- if dry_run -%}
      {%- do log("DRY RUN: " ~ alter_sql, info=True) -%}
    {%- else -%}
      {%- do log("Running " ~ alter_sql, info=True) -%}
      {%- call statement('alter_sink') -%}
        {{ alter_sql }};
      {%- endcall -%}
    {%- endif -%}
  {%- endfor -%}
{% endmacro %}
