{{ config(indexes=[{'columns': 'id'}], tags='refused') }}
select 1 as id
