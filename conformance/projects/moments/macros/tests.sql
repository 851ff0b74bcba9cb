{% test own(model, column_name) %}{{ config(tags='inner') }} select 1 from {{ model }}{% endtest %}
