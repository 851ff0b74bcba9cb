{{ config(enabled=false, tags='offline') }}
select 1 as id
