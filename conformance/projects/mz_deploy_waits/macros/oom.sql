{# Comes back when the simulated replica has run out of memory three times. #}
{% macro until_out_of_memory() %}
  {% for look in range(99999) %}
    {% if run_query("select count(*) from mz_internal.mz_cluster_replica_status_history where reason = 'oom-killed'").rows[0][0] | int >= 3 %}
      {{ return(none) }}
    {% endif %}
  {% endfor %}
{% endmacro %}
