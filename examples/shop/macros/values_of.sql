{#- The distinct values of a column, in order; an empty list while parsing. -#}
{% macro values_of(relation, column) %}
    {%- if not execute -%}
        {{ return([]) }}
    {%- endif -%}
    {%- set query -%}
        select distinct {{ column }} from {{ relation }} order by 1
    {%- endset -%}
    {%- set found = run_query(query) -%}
    {{ return(found.columns[0].values() | list) }}
{% endmacro %}
