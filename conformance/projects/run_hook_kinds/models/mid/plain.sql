{{ config(pre_hook="insert into {{ target.schema }}.seen values ('pre plain')", post_hook="insert into {{ target.schema }}.seen select count(*)::text from {{ this }}") }}
select 1 as id
