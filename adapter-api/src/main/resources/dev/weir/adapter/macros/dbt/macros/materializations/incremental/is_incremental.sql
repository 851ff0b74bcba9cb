{# Whether this run of the model adds to an existing table. #}
{% macro is_incremental() %}
  {%- if not execute -%}
    {%- do return(false) -%}
  {%- endif -%}
  {%- if model.config.materialized != 'incremental' or should_full_refresh() -%}
    {%- do return(false) -%}
  {%- endif -%}
  {%- set relation = adapter.get_relation(this.database, this.schema, this.table) -%}
  {%- do return(relation is not none and relation.type == 'table') -%}
{% endmacro %}
