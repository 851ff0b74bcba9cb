{# What must stand before the project is built for the first time. Where Terraform or the like makes it, this is not needed. #}
{% macro infrastructure() %}
  {% for cluster in ['ingest', 'sinks', target.cluster] if not cluster_exists(cluster) %}
    {% do create_cluster(cluster_name=cluster, size='25cc') %}
  {% endfor %}
  {% do run_query("create connection if not exists materialize.public.broker to kafka (broker '"
      ~ env_var('KAFKA_BROKER', 'localhost:9092') ~ "', security protocol plaintext) with (validate = false)") %}
{% endmacro %}
