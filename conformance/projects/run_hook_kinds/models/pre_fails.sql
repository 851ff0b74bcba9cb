{{ config(pre_hook="select nope_pre") }}
select 1 as id
