{# With the variable strict_mode sources, sinks and tables from sources have schemas and clusters of their own. The checks
   look at the whole project, tests and ephemeral models aside: those make no objects there. #}

{% macro strict_mode_neighbours() %}
  {%- set others = [] -%}
  {%- for node in graph.nodes.values()
      if node.unique_id != model.unique_id
      and node.resource_type in ('model', 'seed', 'snapshot')
      and node.config.materialized != 'ephemeral' -%}
    {%- do others.append(node) -%}
  {%- endfor -%}
  {%- do return(others) -%}
{% endmacro %}

{% macro strict_mode_kinds_in_schema(target_schema, target_database) %}
  {%- set kinds = [] -%}
  {%- for node in strict_mode_neighbours()
      if node.schema == target_schema and node.database == target_database and node.config.materialized not in kinds -%}
    {%- do kinds.append(node.config.materialized) -%}
  {%- endfor -%}
  {%- do return(kinds) -%}
{% endmacro %}

{% macro strict_mode_check_schema(kind, allowed, target_schema, target_database) -%}
  {%- set others = strict_mode_kinds_in_schema(target_schema, target_database) | reject('in', allowed) | list -%}
  {%- if others -%}
    {%- do exceptions.raise_compiler_error("Cannot create " ~ kind ~ " in schema '" ~ target_schema
        ~ "'. Schema contains other materialization types: " ~ others | join(', ') ~ ". " ~ kind
        ~ " materializations must be in a dedicated schema.") -%}
  {%- endif -%}
{%- endmacro %}

{% macro validate_source_schema_isolation(target_schema, target_database) -%}
  {%- do strict_mode_check_schema('source', ['source'], target_schema, target_database) -%}
{%- endmacro %}

{% macro validate_sink_schema_isolation(target_schema, target_database) -%}
  {%- do strict_mode_check_schema('sink', ['sink'], target_schema, target_database) -%}
{%- endmacro %}

{% macro validate_source_table_schema_isolation(target_schema, target_database) -%}
  {%- do strict_mode_check_schema('source_table', ['source_table', 'seed'], target_schema, target_database) -%}
{%- endmacro %}

{% macro validate_non_source_table_schema_isolation(target_schema, target_database) -%}
  {%- for kind in strict_mode_kinds_in_schema(target_schema, target_database) if kind in ('source', 'sink', 'source_table') -%}
    {%- do exceptions.raise_compiler_error("Cannot create object in schema '" ~ target_schema ~ "'. Schema contains " ~ kind
        ~ " objects. " ~ kind ~ " materializations must be in a dedicated schema.") -%}
  {%- endfor -%}
{%- endmacro %}


{% macro strict_mode_nodes_on_cluster(target_cluster) %}
  {%- set nodes = [] -%}
  {%- for node in strict_mode_neighbours() if target_cluster and (node.config.cluster or target.cluster) == target_cluster -%}
    {%- do nodes.append(node) -%}
  {%- endfor -%}
  {%- do return(nodes) -%}
{% endmacro %}

{% macro validate_source_cluster_isolation(target_cluster) -%}
  {%- set conflicts = strict_mode_nodes_on_cluster(target_cluster) | map(attribute='name') | list -%}
  {%- if conflicts -%}
    {%- do exceptions.raise_compiler_error("Source '" ~ model.name ~ "' in cluster '" ~ target_cluster
        ~ "' cannot share cluster with other objects in strict_mode. Each source must have a dedicated cluster. Conflicts: "
        ~ conflicts | join(', ')) -%}
  {%- endif -%}
{%- endmacro %}

{% macro validate_sink_cluster_isolation(target_cluster) -%}
  {%- set conflicts = strict_mode_nodes_on_cluster(target_cluster) | rejectattr('config.materialized', 'equalto', 'sink')
      | map(attribute='name') | list -%}
  {%- if conflicts -%}
    {%- do exceptions.raise_compiler_error("Sink '" ~ model.name ~ "' in cluster '" ~ target_cluster
        ~ "' cannot share cluster with non-sink objects in strict_mode. Sinks can only share clusters with other sinks. Conflicts: "
        ~ conflicts | join(', ')) -%}
  {%- endif -%}
{%- endmacro %}

{% macro validate_non_source_sink_cluster_isolation(target_cluster) -%}
  {%- set nodes = strict_mode_nodes_on_cluster(target_cluster) -%}
  {%- set sources = nodes | selectattr('config.materialized', 'equalto', 'source') | map(attribute='name') | list -%}
  {%- if sources -%}
    {%- do exceptions.raise_compiler_error("Cannot create object in cluster '" ~ target_cluster
        ~ "'. Cluster contains source objects which require dedicated clusters in strict_mode. Sources: " ~ sources | join(', ')) -%}
  {%- endif -%}
  {%- set sinks = nodes | selectattr('config.materialized', 'equalto', 'sink') | map(attribute='name') | list -%}
  {%- if sinks -%}
    {%- do exceptions.raise_compiler_error("Cannot create object in cluster '" ~ target_cluster
        ~ "'. Cluster contains sink objects which can only share with other sinks in strict_mode. Sinks: " ~ sinks | join(', ')) -%}
  {%- endif -%}
{%- endmacro %}
