{# What all materializations share. Every run drops the object and makes it again; so whatever can be known to be wrong
   (a contract, an index, a refresh schedule) is found before the drop: `create_sql` is rendered by then. #}
{% macro materialize__make_anew(target_relation, create_sql, indexes=true, grants=true) %}
  {%- if indexes -%}
    {%- for index in config.get('indexes', default=[]) -%}
      {%- do adapter.parse_index(index) -%}
    {%- endfor -%}
  {%- endif -%}
  {%- set existing = load_cached_relation(this) -%}
  {%- if existing -%}
    {%- do adapter.drop_relation(existing) -%}
  {%- endif -%}

  {%- do run_hooks(pre_hooks, inside_transaction=False) -%}
  {%- do run_hooks(pre_hooks, inside_transaction=True) -%}
  {%- call statement('main') -%}
    {{ create_sql }}
  {%- endcall -%}
  {%- if indexes -%}
    {%- do create_indexes(target_relation) -%}
  {%- endif -%}
  {%- if grants -%}
    {%- do apply_grants(target_relation, config.get('grants'), should_revoke=False) -%}
  {%- endif -%}
  {%- do persist_docs(target_relation, model) -%}
  {%- do run_hooks(post_hooks, inside_transaction=False) -%}
  {%- do run_hooks(post_hooks, inside_transaction=True) -%}
  {%- do return({'relations': [target_relation]}) -%}
{% endmacro %}


{% macro materialize__materialized_view() %}
  {%- set target_relation = this.incorporate(type='materialized_view') -%}
  {%- if var('strict_mode', False) -%}
    {%- do validate_non_source_table_schema_isolation(schema, database) -%}
    {%- do validate_non_source_sink_cluster_isolation(config.get('cluster', target.cluster)) -%}
  {%- endif -%}
  {%- do return(materialize__make_anew(target_relation, materialize__create_materialized_view_as(target_relation, sql))) -%}
{% endmacro %}


{# In strict mode an object that ingests data is kept: making it again would read everything again. #}
{% macro materialize__keep(relation, advice='') %}
  {%- do log('Relation ' ~ relation ~ ' already exists, skipping creation.' ~ advice, info=True) -%}
  {%- call statement('main') -%}
    SELECT 1
  {%- endcall -%}
  {%- do return({'relations': [relation]}) -%}
{% endmacro %}
