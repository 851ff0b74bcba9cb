{{ config(materialized='incremental', pre_hook="{{ write_it('inc ' ~ is_incremental()) }}", post_hook=[{'sql': "insert into {{ target.schema }}.seen select 'inc rows ' || count(*) from {{ this }}"}]) }}
select 1 as id
