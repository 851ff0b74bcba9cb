{# Looks that cost nothing, so that all of them fit into a test. #}
{% macro are_clusters_ready(clusters, lag_threshold='1s') %}
  {% set states = {} %}
  {% for name in clusters %}
    {% do states.update({name: {'ready': false, 'status': 'lagging', 'failure_reason': none, 'hydrated_count': 1, 'total_count': 1, 'max_lag_secs': 3600,
        'total_replicas': 1, 'problematic_replicas': 0}}) %}
  {% endfor %}
  {{ return(states) }}
{% endmacro %}

{% macro is_cluster_ready(cluster=target.cluster, lag_threshold='10s') %}
  {{ return(are_clusters_ready([cluster])[cluster]) }}
{% endmacro %}
