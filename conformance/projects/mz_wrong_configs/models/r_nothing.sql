{{ config(indexes=[{}]) }}
select 1 as id
