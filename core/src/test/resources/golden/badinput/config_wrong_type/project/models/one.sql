{{ config(enabled='perhaps') }}select 1 as id
