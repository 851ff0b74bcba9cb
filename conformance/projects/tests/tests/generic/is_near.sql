{% test is_near(model, column_name=none, to=1, list=[], when='then') %}
{{ config(severity='error', tags=['generic']) }}
select * from {{ model }} where {{ column_name or 'id' }} > {{ to }}
{% endtest %}
