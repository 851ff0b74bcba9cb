{# Drops the deployment's side, which after a promotion holds the old production objects. #}
{% macro deploy_cleanup() %}
  {%- set deployment = materialize__deployment() -%}
  {%- do log("Dropping deployment environment for target " ~ target.name, info=True) -%}
  {%- for schema in deployment.schemas -%}
    {%- do log("Dropping schema " ~ schema.shown ~ "_dbt_deploy for target " ~ target.name, info=True) -%}
    {%- do run_query("DROP SCHEMA IF EXISTS " ~ materialize__schema_identifier(schema.deployment, schema.database) ~ " CASCADE") -%}
  {%- endfor -%}
  {%- for cluster in deployment.clusters -%}
    {%- do log("Dropping cluster " ~ cluster.deployment ~ " for target " ~ target.name, info=True) -%}
    {%- do run_query("DROP CLUSTER IF EXISTS " ~ materialize__identifier(cluster.deployment) ~ " CASCADE") -%}
  {%- endfor -%}
{% endmacro %}
