{{ config(materialized='materialized_view', pre_hook="insert into {{ target.schema }}.seen values ('mv pre')", post_hook="insert into {{ target.schema }}.seen values ('mv post')") }}
select 1 as id
