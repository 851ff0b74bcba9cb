{% macro materialize__generate_schema_name(custom_schema_name, node) -%}
  {%- set name = target.schema if custom_schema_name is none else target.schema ~ '_' ~ (custom_schema_name | trim) -%}
  {#- `weir deploy` names the schemas that will be swapped; what lies elsewhere stays where it is. -#}
  {%- set elsewhere = node.database if node and node.database and node.database != target.database else none -%}
  {%- set place = {'database': elsewhere, 'schema': name} if elsewhere else name -%}
  {%- set deployed = var('deploy', False) and (var('deploy_schemas', none) is none or place in var('deploy_schemas')) -%}
  {{ name ~ ('_dbt_deploy' if deployed else '') }}
{%- endmacro %}


{# A project may define this macro to map the cluster of a node's config to another one. #}
{% macro generate_cluster_name(custom_cluster_name) -%}
  {%- if custom_cluster_name -%}
    {{ custom_cluster_name }}
  {%- elif var('deploy', False) -%}
    {{ exceptions.raise_compiler_error("When the 'deploy' variable is set, you must specify a valid target cluster in 'profiles.yml', or via the 'cluster' configuration") }}
  {%- endif -%}
{%- endmacro %}

{% macro generate_deploy_cluster_name(custom_cluster_name) -%}
  {{ custom_cluster_name ~ '_dbt_deploy' }}
{%- endmacro %}


{# The final name of the cluster a node runs on, empty for the session's default. An explicit null beats the target's. #}
{% macro materialize__node_cluster() -%}
  {{ adapter.generate_final_cluster_name(config.get('cluster', target.cluster)) or '' }}
{%- endmacro %}

{# A cluster name as SQL: as written where that is an identifier (the server folds its case), else quoted. #}
{% macro materialize__cluster_identifier(cluster) -%}
  {%- set name = cluster | trim -%}
  {%- if modules.re.match('^([A-Za-z_][A-Za-z0-9_$]*|".*")$', name) -%}
    {{ name }}
  {%- else -%}
    "{{ name | replace('"', '""') }}"
  {%- endif -%}
{%- endmacro %}

{% macro materialize__in_cluster(cluster) -%}
  {%- if cluster and cluster | trim %} in cluster {{ materialize__cluster_identifier(cluster) }}{% endif -%}
{%- endmacro %}

{% macro set_cluster(cluster) -%}
  set cluster = {{ materialize__cluster_identifier(cluster) }};
{%- endmacro %}
