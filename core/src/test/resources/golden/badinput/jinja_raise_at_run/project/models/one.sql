{% if execute %}{{ outer() }}{% endif %}select 1 as id
