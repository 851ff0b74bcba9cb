select 1 as id from no_such_table
