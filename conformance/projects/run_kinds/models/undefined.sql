{% if execute %}{{ nothing_at_all() }}{% endif %} select 1 as id
