{{ config(materialized='materialized_view', cluster='cluster_a') }}
select 1 as id
