{{ config(indexes=[{'columns': ['id'], 'unique': true}], tags='refused') }}
select 1 as id
