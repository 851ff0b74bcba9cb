{{ config(materialized='incremental', unique_key=['id','k'], group='fin', access='private') }}
select 1 as id, 2 as k from {{ ref('stg_b') }}
