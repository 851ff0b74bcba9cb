{{ config(pre_hook='select no_such_function()') }}select 1 as id
