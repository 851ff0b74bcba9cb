{# A project's own end of the waiting. #}
{% macro are_clusters_ready(clusters, lag_threshold='1s') %}
  {% set states = dbt.are_clusters_ready(clusters, lag_threshold) %}
  {% for name in clusters if not states[name].ready %}
    {{ exceptions.raise_compiler_error(name ~ " is " ~ states[name].status ~ " " ~ states[name].failure_reason) }}
  {% endfor %}
  {{ return(states) }}
{% endmacro %}
