{% if 1 is no_such_test %}{% endif %}select 1 as id
