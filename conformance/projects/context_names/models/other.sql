{% set rows = [{'n': 1}, {'n': 2}] %}
{% for row in rows %}select {{ row.n }} as n{% if not loop.last %} union all {% endif %}{% endfor %}
