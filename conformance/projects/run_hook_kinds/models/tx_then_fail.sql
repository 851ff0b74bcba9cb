{{ config(materialized='table', pre_hook="insert into {{ target.schema }}.seen values ('rolled back')") }}
select nope as id
