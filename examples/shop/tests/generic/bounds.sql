{% test at_least(model, column_name, bound) %}
select {{ column_name }}
from {{ model }}
where {{ column_name }} < {{ bound }}
{% endtest %}

{% test at_most(model, column_name, bound) %}
{{ config(severity='error') }}
select {{ column_name }}
from {{ model }}
where {{ column_name }} > {{ bound }}
{% endtest %}

{% test rows_unique_by(model, columns) %}
select {{ columns | join(', ') }}
from {{ model }}
group by {{ columns | join(', ') }}
having count(*) > 1
{% endtest %}
