{{ config(materialized='table', post_hook=["insert into {{ target.schema }}.seen values ('before fail')", "select nope_post"]) }}
select 1 as id
