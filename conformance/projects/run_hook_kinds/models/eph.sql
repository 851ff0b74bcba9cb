{{ config(materialized='ephemeral', pre_hook="insert into {{ target.schema }}.seen values ('never')") }}
select 1 as id
