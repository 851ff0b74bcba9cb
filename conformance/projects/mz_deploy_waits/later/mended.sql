{# After the third look what keeps the cluster from being ready is mended. #}
{% macro are_clusters_ready(clusters, lag_threshold='1s') %}
  {% set states = dbt.are_clusters_ready(clusters, lag_threshold) %}
  {% do run_query("insert into looks values (1)") %}
  {% if run_query("select count(*) from looks").rows[0][0] | int == 3 %}
    {% do run_query("alter system reset sandbox_lag.serving_dbt_deploy") %}
  {% endif %}
  {{ return(states) }}
{% endmacro %}
