{% macro told() %}
  {% do log(schema_exists('public') ~ ' ' ~ schema_exists('nowhere') ~ ' ' ~ cluster_exists('serving') ~ ' ' ~ cluster_exists('nowhere'), info=true) %}
  {% do log(schema_contains_sinks('public') ~ ' ' ~ cluster_contains_sinks('serving') ~ ' ' ~ get_current_database(), info=true) %}
  {% do log(generate_cluster_name('x') ~ ' ' ~ generate_deploy_cluster_name('x') ~ ' ' ~ adapter.generate_final_cluster_name('x', force_deploy_suffix=true), info=true) %}
  {% do log(set_cluster('x') | trim, info=true) %}
  {% do log(are_clusters_ready(['serving', 'nowhere']), info=true) %}
  {% do log(is_cluster_ready('serving'), info=true) %}
  {% do log(is_cluster_ready('nowhere'), info=true) %}
{% endmacro %}
