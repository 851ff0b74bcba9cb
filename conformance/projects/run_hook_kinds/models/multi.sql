{{ config(materialized='table', post_hook="insert into {{ target.schema }}.seen values ('m1'); insert into {{ target.schema }}.seen values ('m2'); select 'percent % sign' as x") }}
select 1 as id
