{% if execute %}select * from {{ ref('two') }}{% else %}select 1 as id{% endif %}
