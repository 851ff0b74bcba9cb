{# Waits until the deployment's clusters have computed all they hold and keep up with their inputs. #}
{% macro deploy_await(poll_interval=15, lag_threshold='1s') %}
  {%- set clusters = materialize__deployment().clusters | map(attribute='deployment') | list -%}
  {%- if not clusters -%}
    {%- do log("No deployment clusters configured, skipping await.", info=True) -%}
    {%- do return(none) -%}
  {%- endif -%}
  {%- do log("Awaiting readiness for " ~ clusters | length ~ " cluster(s): " ~ clusters | join(', '), info=True) -%}
  {%- for attempt in range(1, 100000) -%}
    {%- set states = are_clusters_ready(clusters, lag_threshold) -%}
    {%- for name in clusters if states[name].failure_reason == 'cluster_not_found' -%}
      {%- do exceptions.raise_compiler_error("Deployment cluster " ~ name ~ " does not exist") -%}
    {%- endfor -%}
    {%- set waiting = states.values() | rejectattr('ready') | list -%}
    {%- if not waiting -%}
      {%- do log("All " ~ clusters | length ~ " cluster(s) are ready.", info=True) -%}
      {%- do return(none) -%}
    {%- endif -%}
    {%- do adapter.sleep(poll_interval) -%}
  {%- endfor -%}
  {%- do exceptions.raise_compiler_error(
      "Clusters failed to become ready within a reasonable amount of time: " ~ clusters | join(', ')) -%}
{% endmacro %}


{# {cluster name: its readiness}, one query for all. #}
{% macro are_clusters_ready(clusters, lag_threshold='1s') %}
  {%- do log("Checking cluster readiness for: " ~ clusters | join(', '), info=True) -%}
  {%- set states = materialize__readiness(clusters, lag_threshold) -%}
  {%- for name in clusters -%}
    {%- set s = states[name] -%}
    {%- if s.ready -%}
      {%- set line = "ready (hydration: " ~ s.hydrated_count ~ "/" ~ s.total_count ~ ", lag: " ~ s.max_lag_secs ~ "s)" -%}
    {%- elif s.status == 'hydrating' -%}
      {%- set line = "hydrating (" ~ s.hydrated_count ~ "/" ~ s.total_count ~ " objects)" -%}
    {%- elif s.status == 'lagging' -%}
      {%- set line = "lagging (" ~ s.max_lag_secs ~ "s, threshold: " ~ s.threshold_secs ~ "s)" -%}
    {%- elif s.failure_reason == 'cluster_not_found' -%}
      {%- set line = "not found" -%}
    {%- else -%}
      {%- set line = "failing (" ~ s.failure_reason ~ ", " ~ s.problematic_replicas ~ "/" ~ s.total_replicas ~ " problematic replicas)" -%}
    {%- endif -%}
    {%- do log("  " ~ name ~ ": " ~ line, info=True) -%}
    {%- do s.pop('threshold_secs') -%}
  {%- endfor -%}
  {%- do return(states) -%}
{% endmacro %}


{# A replica counts as a problem when it ran out of memory three times within a day. #}
{% macro materialize__readiness(clusters, lag_threshold) %}
  {%- set query -%}
    WITH replicas AS (
      SELECT mz_clusters.id AS cluster_id, mz_cluster_replicas.id AS replica_id
      FROM mz_clusters
      JOIN mz_cluster_replicas ON mz_cluster_replicas.cluster_id = mz_clusters.id
      WHERE mz_clusters.name IN ({{ materialize__literals(clusters) }})
    ),
    problematic AS (
      SELECT replica_id
      FROM mz_internal.mz_cluster_replica_status_history
      WHERE reason = 'oom-killed' AND occurred_at + INTERVAL '24 hours' > mz_now()
      GROUP BY replica_id
      HAVING count(*) >= 3
    ),
    replica_counts AS (
      SELECT replicas.cluster_id, count(*) AS total, count(problematic.replica_id) AS problematic
      FROM replicas
      LEFT JOIN problematic ON problematic.replica_id = replicas.replica_id
      GROUP BY replicas.cluster_id
    ),
    replica_hydration AS (
      SELECT replicas.cluster_id, replicas.replica_id, count(*) AS total,
        count(*) FILTER (WHERE statuses.hydrated) AS hydrated
      FROM replicas
      LEFT JOIN mz_internal.mz_hydration_statuses AS statuses ON statuses.replica_id = replicas.replica_id
      GROUP BY replicas.cluster_id, replicas.replica_id
    ),
    hydration AS (
      SELECT cluster_id, max(total) AS total, max(hydrated) AS hydrated
      FROM replica_hydration
      GROUP BY cluster_id
    ),
    lags AS (
      SELECT replicas.cluster_id, max(EXTRACT(EPOCH FROM lag.lag)) AS seconds
      FROM replicas
      JOIN mz_internal.mz_hydration_statuses AS statuses ON statuses.replica_id = replicas.replica_id
      JOIN mz_internal.mz_wallclock_global_lag AS lag ON lag.object_id = statuses.object_id
      GROUP BY replicas.cluster_id
    ),
    threshold AS (
      SELECT EXTRACT(EPOCH FROM INTERVAL {{ materialize__literal(lag_threshold) }}) AS seconds
    )
    SELECT
      mz_clusters.name AS cluster_name,
      mz_clusters.id AS cluster_id,
      CASE
        WHEN coalesce(replica_counts.total, 0) = 0 OR replica_counts.problematic = replica_counts.total THEN 'failing'
        WHEN hydration.hydrated < hydration.total THEN 'hydrating'
        WHEN coalesce(lags.seconds, 0) > threshold.seconds THEN 'lagging'
        ELSE 'ready'
      END AS status,
      CASE
        WHEN coalesce(replica_counts.total, 0) = 0 THEN 'no_replicas'
        WHEN replica_counts.problematic = replica_counts.total THEN 'all_replicas_problematic'
      END AS failure_reason,
      coalesce(hydration.hydrated, 0) AS hydrated_count,
      coalesce(hydration.total, 0) AS total_count,
      coalesce(lags.seconds, 0)::bigint AS max_lag_secs,
      coalesce(replica_counts.total, 0) AS total_replicas,
      coalesce(replica_counts.problematic, 0) AS problematic_replicas,
      threshold.seconds::bigint AS threshold_secs
    FROM mz_clusters
    LEFT JOIN replica_counts ON replica_counts.cluster_id = mz_clusters.id
    LEFT JOIN hydration ON hydration.cluster_id = mz_clusters.id
    LEFT JOIN lags ON lags.cluster_id = mz_clusters.id
    CROSS JOIN threshold
    WHERE mz_clusters.name IN ({{ materialize__literals(clusters) }})
  {%- endset -%}
  {%- set states = {} -%}
  {%- for name in clusters -%}
    {%- do states.update({name: {
        'ready': false, 'status': 'failing', 'failure_reason': 'cluster_not_found', 'hydrated_count': 0, 'total_count': 0,
        'max_lag_secs': 0, 'total_replicas': 0, 'problematic_replicas': 0, 'threshold_secs': 0}}) -%}
  {%- endfor -%}
  {%- for row in run_query(query).rows -%}
    {%- do states.update({row['cluster_name']: {
        'ready': row['status'] == 'ready',
        'status': row['status'],
        'failure_reason': row['failure_reason'],
        'hydrated_count': row['hydrated_count'],
        'total_count': row['total_count'],
        'max_lag_secs': row['max_lag_secs'],
        'total_replicas': row['total_replicas'],
        'problematic_replicas': row['problematic_replicas'],
        'threshold_secs': row['threshold_secs']}}) -%}
  {%- endfor -%}
  {%- do return(states) -%}
{% endmacro %}


{% macro is_cluster_ready(cluster=target.cluster|default(none), lag_threshold='10s') %}
  {%- if cluster is none -%}
    {%- do exceptions.raise_compiler_error("No cluster specified and no default cluster found in target profile.") -%}
  {%- endif -%}
  {%- do log("Checking cluster readiness for: " ~ cluster, info=True) -%}
  {%- set state = materialize__readiness([cluster], lag_threshold)[cluster] -%}
  {%- set threshold = state.pop('threshold_secs') -%}
  {%- if state.failure_reason == 'cluster_not_found' -%}
    {%- do log("Cluster " ~ cluster ~ " does not exist", info=True) -%}
  {%- elif state.ready -%}
    {%- do log("Cluster " ~ cluster ~ " is ready. Hydration: " ~ state.hydrated_count ~ "/" ~ state.total_count
        ~ ", Lag: " ~ state.max_lag_secs ~ "s", info=True) -%}
  {%- elif state.status == 'hydrating' -%}
    {%- do log("Cluster " ~ cluster ~ " is hydrating: " ~ state.hydrated_count ~ "/" ~ state.total_count ~ " objects hydrated", info=True) -%}
  {%- elif state.status == 'lagging' -%}
    {%- do log("Cluster " ~ cluster ~ " is lagging: " ~ state.max_lag_secs ~ "s (threshold: " ~ threshold ~ "s)", info=True) -%}
  {%- else -%}
    {%- do log("Cluster " ~ cluster ~ " is failing: " ~ state.failure_reason ~ " (" ~ state.problematic_replicas ~ "/"
        ~ state.total_replicas ~ " problematic replicas)", info=True) -%}
  {%- endif -%}
  {%- do return(state) -%}
{% endmacro %}

{% macro await_cluster_ready(cluster, poll_interval=15, lag_threshold='10s') %}
  {%- for attempt in range(1, 100000) -%}
    {%- if is_cluster_ready(cluster, lag_threshold).ready -%}
      {%- do return(true) -%}
    {%- endif -%}
    {%- do adapter.sleep(poll_interval) -%}
  {%- endfor -%}
  {%- do exceptions.raise_compiler_error("Cluster " ~ cluster ~ " failed to become ready within a reasonable amount of time") -%}
{% endmacro %}
