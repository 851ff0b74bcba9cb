{{ as_table() }}select 1
