{% test rows_more_than(model, n) %}
{{ config(severity='error', tags=['generic']) }}
select count(*) as n from {{ model }} having count(*) <= {{ n }}
{% endtest %}
