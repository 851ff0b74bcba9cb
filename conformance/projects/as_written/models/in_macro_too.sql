{{ config(tags=['x']) }}{{ as_table() }}select 1
