{% test positive(model, column_name, floor=0) %}
{{ config(severity='error', tags=['gen']) }}
select * from {{ model }} where {{ column_name }} <= {{ floor }} and {{ helper() }}
{% endtest %}
{% test cmp(model, other) %} select 1 from {{ model }}, {{ other }} where false {% endtest %}
