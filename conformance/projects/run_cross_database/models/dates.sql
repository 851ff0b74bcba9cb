{{ config(materialized='table') }}
{% set parts = ['year', 'quarter', 'month', 'week', 'day', 'hour', 'minute', 'second', 'millisecond', 'microsecond'] %}
with v as (select timestamp '2024-01-31 23:59:58.123456' as a, timestamp '2025-03-01 00:00:01.5' as b)
{% for part in parts %}
select '{{ part }}' as part, {{ dbt.datediff('a', 'b', part) }}::numeric as diff, {{ dbt.datediff('b', 'a', part) }}::numeric as back,
  {% if part != 'quarter' %}{{ dbt.dateadd(part, 5, 'a') }}{% else %}null::timestamp{% endif %} as added, {{ dbt.date_trunc(part, 'a') }} as truncated from v
{{ 'union all' if not loop.last }}
{% endfor %}
