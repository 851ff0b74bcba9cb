{% test own_test(model, column_name=none, p='d', q=[1], m=none) %}
{{ config(tags=['generic'], severity='warn', meta={'g': 1}) }}
select * from {{ model }} where '{{ p }}' = '{{ q }}' {% if m %}and {{ m }}{% endif %} {{ column_name }}
{% endtest %}
