{% macro as_table() %}{{ config(materialized='table') }}{% endmacro %}
{% macro note(x) %}{{ varargs }}{{ kwargs }}{% endmacro %}
{% test loud(model, column_name) %}{{ config(severity='warn') }}select 1 from {{ model }} where false{% endtest %}
