select id, name, 2 as more from (select 1 as id, 'one' as name) x
