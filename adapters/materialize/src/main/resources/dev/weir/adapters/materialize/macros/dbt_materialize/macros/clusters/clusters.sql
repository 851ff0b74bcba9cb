{# All yield the final name of the cluster. #}

{% macro create_cluster(
    cluster_name, size, replication_factor=none, schedule_type=none, refresh_hydration_time_estimate=none,
    ignore_existing_objects=false, force_deploy_suffix=false, auto_scaling_strategy=none) %}
  {%- if not cluster_name -%}
    {%- do exceptions.raise_compiler_error("cluster_name must be provided") -%}
  {%- elif not size -%}
    {%- do exceptions.raise_compiler_error("size must be provided") -%}
  {%- endif -%}
  {%- if auto_scaling_strategy is not none -%}
    {%- do internal_validate_auto_scaling_strategy(auto_scaling_strategy, size, schedule_type) -%}
  {%- endif -%}
  {%- set cluster = adapter.generate_final_cluster_name(cluster_name, force_deploy_suffix=force_deploy_suffix) -%}
  {%- if cluster_exists(cluster) -%}
    {%- do internal_check_existing_deploy_cluster(cluster, ignore_existing_objects) -%}
    {%- do return(cluster) -%}
  {%- endif -%}

  {%- set options = ["SIZE = " ~ materialize__literal(size)] -%}
  {%- if replication_factor is not none and schedule_type in (none, 'manual') -%}
    {%- do options.append("REPLICATION FACTOR = " ~ replication_factor) -%}
  {%- elif schedule_type == 'on-refresh' -%}
    {%- do options.append("SCHEDULE = ON REFRESH" ~ (
        " (HYDRATION TIME ESTIMATE = " ~ materialize__literal(refresh_hydration_time_estimate) ~ ")"
        if refresh_hydration_time_estimate is not none else "")) -%}
  {%- endif -%}
  {%- if auto_scaling_strategy is not none -%}
    {%- do options.append("AUTO SCALING STRATEGY = " ~ internal_render_auto_scaling_strategy(auto_scaling_strategy)) -%}
  {%- endif -%}
  {%- do log("Creating deployment cluster " ~ cluster, info=True) -%}
  {%- do run_query("CREATE CLUSTER " ~ materialize__identifier(cluster) ~ " ( " ~ options | join(", ") ~ " )") -%}
  {%- do set_cluster_ci_tag(cluster) -%}
  {%- do return(cluster) -%}
{% endmacro %}


{# With the replicas of another cluster. #}
{% macro create_unmanaged_cluster(cluster_name, origin_cluster, ignore_existing_objects=false, force_deploy_suffix=false) %}
  {%- if not cluster_name -%}
    {%- do exceptions.raise_compiler_error("cluster_name must be provided") -%}
  {%- endif -%}
  {%- set cluster = adapter.generate_final_cluster_name(cluster_name, force_deploy_suffix=force_deploy_suffix) -%}
  {%- if cluster_exists(cluster) -%}
    {%- do internal_check_existing_deploy_cluster(cluster, ignore_existing_objects) -%}
    {%- do return(cluster) -%}
  {%- endif -%}

  {%- set query -%}
    SELECT mz_cluster_replicas.name, mz_cluster_replicas.size, mz_cluster_replicas.availability_zone
    FROM mz_cluster_replicas
    JOIN mz_clusters ON mz_clusters.id = mz_cluster_replicas.cluster_id
    WHERE mz_clusters.name = {{ materialize__literal(origin_cluster) }}
      AND mz_cluster_replicas.id NOT IN (SELECT id FROM mz_internal.mz_internal_cluster_replicas)
    ORDER BY mz_cluster_replicas.name
  {%- endset -%}
  {%- set replicas = [] -%}
  {%- set unsized = [] -%}
  {%- for name, size, zone in run_query(query).rows -%}
    {%- if size is none -%}
      {%- do unsized.append(name) -%}
    {%- endif -%}
    {%- do replicas.append(materialize__identifier(name) ~ " (SIZE " ~ materialize__literal(size)
        ~ (", AVAILABILITY ZONE " ~ materialize__literal(zone) if zone is not none else "") ~ ")") -%}
  {%- endfor -%}
  {%- if unsized -%}
    {%- do exceptions.raise_compiler_error("Cannot copy cluster " ~ origin_cluster ~ ": its replicas " ~ unsized | join(', ') ~ " have no SIZE") -%}
  {%- endif -%}
  {%- do log("Creating deployment cluster " ~ cluster ~ " from unmanaged origin " ~ origin_cluster, info=True) -%}
  {%- do run_query("CREATE CLUSTER " ~ materialize__identifier(cluster) ~ " REPLICAS ( " ~ replicas | join(", ") ~ " )") -%}
  {%- do set_cluster_ci_tag(cluster) -%}
  {%- do return(cluster) -%}
{% endmacro %}


{# An existing cluster is fine when empty, when this pull request made it, or when the caller says so. #}
{% macro internal_check_existing_deploy_cluster(deploy_cluster, ignore_existing_objects) %}
  {%- do log("Deployment cluster " ~ deploy_cluster ~ " already exists", info=True) -%}
  {%- set query -%}
    WITH objects AS (
      SELECT id, cluster_id FROM mz_indexes
      UNION ALL
      SELECT id, cluster_id FROM mz_materialized_views
      UNION ALL
      SELECT id, cluster_id FROM mz_sources
      UNION ALL
      SELECT id, cluster_id FROM mz_sinks
    )
    SELECT count(*)
    FROM objects
    JOIN mz_clusters ON mz_clusters.id = objects.cluster_id
    WHERE mz_clusters.name = {{ materialize__literal(deploy_cluster) }} AND objects.id LIKE 'u%'
  {%- endset -%}
  {%- if materialize__scalar(query) | int > 0 -%}
    {%- if check_cluster_ci_tag(deploy_cluster) -%}
      {%- do log("Cluster " ~ deploy_cluster ~ " was already created for this pull request", info=True) -%}
    {%- elif ignore_existing_objects -%}
      {%- do log("[Warning] Deployment cluster " ~ deploy_cluster ~ " is not empty", info=True) -%}
      {%- do log("[Warning] Confirm the objects it contains are expected before deployment", info=True) -%}
    {%- else -%}
      {%- do exceptions.raise_compiler_error("Deployment cluster " ~ deploy_cluster ~ " already exists and is not empty.\n"
          ~ "This is potentially dangerous as you may end up deploying objects to production you do not intend.\n\n"
          ~ "If you are certain the objects in this cluster are supposed to exist, you can ignore this error by re-running deploy_init with"
          ~ " ignore_existing_objects: True:\n\ndbt run-operation deploy_init --args '{ignore_existing_objects: True}'") -%}
    {%- endif -%}
  {%- endif -%}
{% endmacro %}


{% macro drop_cluster(cluster_name) %}
  {%- if not cluster_name -%}
    {%- do exceptions.raise_compiler_error("Invalid arguments. Missing cluster name!") -%}
  {%- endif -%}
  {%- do log("Dropping cluster " ~ cluster_name ~ "...", info=True) -%}
  {%- call statement('drop_cluster', fetch_result=False, auto_begin=False) -%}
    DROP CLUSTER IF EXISTS {{ materialize__cluster_identifier(cluster_name) }} CASCADE
  {%- endcall -%}
  {%- do log("Cluster " ~ cluster_name ~ " dropped.", info=True) -%}
{% endmacro %}


{# none takes the strategy away, {} sets an empty one. #}
{% macro alter_cluster_auto_scaling_strategy(cluster_name, auto_scaling_strategy=none) %}
  {%- if not cluster_name -%}
    {%- do exceptions.raise_compiler_error("cluster_name must be provided") -%}
  {%- elif not cluster_exists(cluster_name) -%}
    {%- do exceptions.raise_compiler_error("Cluster " ~ cluster_name ~ " does not exist") -%}
  {%- endif -%}
  {%- set query -%}
    SELECT mz_clusters.managed, mz_clusters.size, schedules.type
    FROM mz_clusters
    LEFT JOIN mz_internal.mz_cluster_schedules AS schedules ON schedules.cluster_id = mz_clusters.id
    WHERE mz_clusters.name = {{ materialize__literal(cluster_name) }}
  {%- endset -%}
  {%- set managed, size, schedule_type = run_query(query).rows[0] -%}
  {%- if not managed -%}
    {%- do exceptions.raise_compiler_error("Cluster " ~ cluster_name ~ " is unmanaged. AUTO SCALING STRATEGY is only supported on managed clusters.") -%}
  {%- endif -%}
  {%- set name = materialize__identifier(cluster_name) -%}
  {%- if auto_scaling_strategy is none -%}
    {%- do log("Removing autoscaling strategy from cluster " ~ cluster_name, info=True) -%}
    {%- do run_query("ALTER CLUSTER " ~ name ~ " RESET (AUTO SCALING STRATEGY)") -%}
  {%- else -%}
    {%- do internal_validate_auto_scaling_strategy(auto_scaling_strategy, size, schedule_type) -%}
    {%- do log("Setting autoscaling strategy on cluster " ~ cluster_name, info=True) -%}
    {%- do run_query("ALTER CLUSTER " ~ name ~ " SET (AUTO SCALING STRATEGY = "
        ~ internal_render_auto_scaling_strategy(auto_scaling_strategy) ~ ")") -%}
  {%- endif -%}
{% endmacro %}


{% macro internal_validate_auto_scaling_strategy(auto_scaling_strategy, size=none, schedule_type=none) %}
  {%- if auto_scaling_strategy is not mapping -%}
    {%- do exceptions.raise_compiler_error("auto_scaling_strategy must be a mapping, e.g."
        ~ " {'on_hydration': {'hydration_size': '800cc', 'linger_duration': '15s'}}. Got: " ~ auto_scaling_strategy) -%}
  {%- elif schedule_type not in (none, 'manual') -%}
    {%- do exceptions.raise_compiler_error("auto_scaling_strategy cannot be combined with a schedule_type other than 'manual'."
        ~ " Got schedule_type: " ~ schedule_type) -%}
  {%- endif -%}
  {%- for key in auto_scaling_strategy if key != 'on_hydration' -%}
    {%- do exceptions.raise_compiler_error("Unknown auto_scaling_strategy key '" ~ key ~ "'. The only supported sub-policy is 'on_hydration'.") -%}
  {%- endfor -%}
  {%- if 'on_hydration' in auto_scaling_strategy -%}
    {%- set on_hydration = auto_scaling_strategy['on_hydration'] -%}
    {%- if on_hydration is not mapping or not on_hydration.get('hydration_size') -%}
      {%- do exceptions.raise_compiler_error("auto_scaling_strategy.on_hydration must be a mapping with a 'hydration_size' key, e.g."
          ~ " {'hydration_size': '800cc', 'linger_duration': '15s'}. Got: " ~ on_hydration) -%}
    {%- endif -%}
    {%- for key in on_hydration if key not in ('hydration_size', 'linger_duration') -%}
      {%- do exceptions.raise_compiler_error("Unknown key in auto_scaling_strategy.on_hydration: " ~ key) -%}
    {%- endfor -%}
    {%- if on_hydration['hydration_size'] == size -%}
      {%- do exceptions.raise_compiler_error("auto_scaling_strategy.on_hydration.hydration_size must differ from the cluster size '"
          ~ size ~ "'. A burst to the same size is a no-op.") -%}
    {%- endif -%}
  {%- endif -%}
{% endmacro %}

{% macro internal_render_auto_scaling_strategy(auto_scaling_strategy) -%}
  {%- set on_hydration = auto_scaling_strategy.get('on_hydration') -%}
  ({%- if on_hydration -%}
    ON HYDRATION (HYDRATION SIZE = {{ materialize__literal(on_hydration['hydration_size']) }}
    {%- if on_hydration.get('linger_duration') %}, LINGER DURATION = {{ materialize__literal(on_hydration['linger_duration']) }}{% endif %})
  {%- endif -%})
{%- endmacro %}

{# none where the server is older than such strategies. #}
{% macro internal_get_cluster_auto_scaling_strategy(cluster_name) %}
  {%- set known -%}
    SELECT count(*) > 0
    FROM mz_objects
    JOIN mz_schemas ON mz_schemas.id = mz_objects.schema_id
    WHERE mz_schemas.name = 'mz_internal' AND mz_objects.name = 'mz_cluster_auto_scaling_strategies'
  {%- endset -%}
  {%- if not materialize__scalar(known) -%}
    {%- do return(none) -%}
  {%- endif -%}
  {%- set query -%}
    SELECT strategies.strategy->'on_hydration'->>'hydration_size',
      strategies.strategy->'on_hydration'->'linger_duration'->>'secs'
    FROM mz_internal.mz_cluster_auto_scaling_strategies AS strategies
    JOIN mz_clusters ON mz_clusters.id = strategies.cluster_id
    WHERE mz_clusters.name = {{ materialize__literal(cluster_name) }}
  {%- endset -%}
  {%- for hydration_size, seconds in run_query(query).rows -%}
    {%- if hydration_size is none -%}
      {%- do return({}) -%}
    {%- endif -%}
    {%- set on_hydration = {'hydration_size': hydration_size} -%}
    {%- if seconds is not none -%}
      {%- do on_hydration.update({'linger_duration': seconds ~ 's'}) -%}
    {%- endif -%}
    {%- do return({'on_hydration': on_hydration}) -%}
  {%- endfor -%}
  {%- do return(none) -%}
{% endmacro %}
