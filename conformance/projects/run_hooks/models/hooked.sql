{{ config(materialized='table',
  pre_hook=[{'sql': "insert into {{ target.schema }}.audit (what) values ('outside {{ this.name }}')", 'transaction': False},
            before_begin("insert into {{ target.schema }}.audit (what) values ('before_begin')"),
            in_transaction("insert into {{ target.schema }}.audit (what) values ('in_transaction')")],
  post_hook=[after_commit("vacuum {{ this }}"), "analyze {{ this }}", "insert into {{ target.schema }}.audit (what) select 'rows ' || count(*) from {{ this }}"]) }}
select 1 as id
