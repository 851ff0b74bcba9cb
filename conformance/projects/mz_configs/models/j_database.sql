{{ config(database='elsewhere', tags='refused') }}
select 1 as id
