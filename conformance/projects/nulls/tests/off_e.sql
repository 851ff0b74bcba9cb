{{ config(enabled=true) }} select 1
