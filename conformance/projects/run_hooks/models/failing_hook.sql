{{ config(materialized='table', pre_hook=[{'sql': "select 1/{{ 0 if var('fail', '') == 'outside' else 1 }}", 'transaction': False}],
   post_hook="select 1/{{ 0 if var('fail', '') == 'before' else 1 }}") }}
select 1 as id
