{%- set all = [ref('plain') if true] -%}
{% if execute %}select 1 {% else %}select 2 from {{ ref('gone_never') if false else ref('deep') }}{% endif %}
-- depends_on: {{ ref('one_model') }}
