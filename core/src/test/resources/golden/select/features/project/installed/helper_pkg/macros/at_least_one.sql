{% test at_least_one(model) %}
select 1 where not exists (select 1 from {{ model }})
{% endtest %}
