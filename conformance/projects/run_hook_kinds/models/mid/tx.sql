{{ config(materialized='table', pre_hook=[before_begin("vacuum {{ target.schema }}.seen"), in_transaction("insert into {{ target.schema }}.seen values ('in tx')")], post_hook=[after_commit("vacuum {{ this }}"), "insert into {{ target.schema }}.seen values ('post in tx')"]) }}
select 1 as id
