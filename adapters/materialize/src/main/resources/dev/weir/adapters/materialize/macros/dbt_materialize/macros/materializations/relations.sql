{% materialization view, adapter='materialize' %}
  {%- set target_relation = this.incorporate(type='view') -%}
  {%- if var('strict_mode', False) -%}
    {%- do validate_non_source_table_schema_isolation(schema, database) -%}
    {%- do validate_non_source_sink_cluster_isolation(config.get('cluster', target.cluster)) -%}
  {%- endif -%}
  {%- do return(materialize__make_anew(target_relation, create_view_as(target_relation, sql))) -%}
{% endmaterialization %}


{% materialization materialized_view, adapter='materialize' %}
  {%- do return(materialize__materialized_view()) -%}
{% endmaterialization %}


{% materialization materializedview, adapter='materialize' %}
  {%- do exceptions.warn(
      "The `materializedview` materialization name is deprecated and will be removed in a future release of dbt-materialize."
      ~ " Please use `materialized_view` instead, which is built-in from dbt v1.6: {{ config( materialized = 'materialized_view' )}}") -%}
  {%- do return(materialize__materialized_view()) -%}
{% endmaterialization %}


{# A table whose rows follow a query is a materialized view. #}
{% materialization table, adapter='materialize' %}
  {%- do return(materialize__materialized_view()) -%}
{% endmaterialization %}


{% materialization incremental, adapter='materialize' %}
  {%- do exceptions.raise_compiler_error(
      "dbt-materialize does not support incremental models, because Materialize keeps every materialized view up to date incrementally. Use the `materialized_view` materialization instead.") -%}
{% endmaterialization %}


{% materialization source, adapter='materialize' %}
  {%- set target_relation = this.incorporate(type='source') -%}
  {%- set strict = var('strict_mode', False) -%}
  {%- if strict -%}
    {%- if config.get('indexes') -%}
      {%- do exceptions.raise_compiler_error("Cannot create indexes on sources when strict_mode is enabled. Create indexes on the source_tables built from this source instead.") -%}
    {%- endif -%}
    {%- do validate_source_schema_isolation(schema, database) -%}
    {%- do validate_source_cluster_isolation(config.get('cluster', target.cluster)) -%}
    {%- if load_cached_relation(this) -%}
      {%- do return(materialize__keep(target_relation)) -%}
    {%- endif -%}
  {%- endif -%}
  {%- do return(materialize__make_anew(target_relation, materialize__create_source(target_relation, sql))) -%}
{% endmaterialization %}


{% materialization source_table, adapter='materialize' %}
  {%- set target_relation = this.incorporate(type='table') -%}
  {%- if var('strict_mode', False) -%}
    {%- do validate_source_table_schema_isolation(schema, database) -%}
    {%- if load_cached_relation(this) and not config.get('force_recreate', False) -%}
      {%- do return(materialize__keep(target_relation, ' Set force_recreate=True to recreate.')) -%}
    {%- endif -%}
  {%- endif -%}
  {%- do return(materialize__make_anew(target_relation, materialize__create_source_table(target_relation, sql))) -%}
{% endmaterialization %}


{% materialization sink, adapter='materialize' %}
  {%- set target_relation = this.incorporate(type='sink') -%}
  {%- if var('strict_mode', False) -%}
    {%- do validate_sink_schema_isolation(schema, database) -%}
    {%- do validate_sink_cluster_isolation(config.get('cluster', target.cluster)) -%}
  {%- endif -%}
  {#- A sink can be neither indexed nor selected from. -#}
  {%- do return(materialize__make_anew(
      target_relation, materialize__create_sink(target_relation, sql), indexes=false, grants=false)) -%}
{% endmaterialization %}
