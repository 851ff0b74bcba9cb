{{ config(indexes=[{}], tags='refused') }}
select 1 as id
