{{ config(materialized='materialized_view', refresh_interval={'at_creation': true}, partition_by=['id', 'n']) }}
select 1 as id, 2 as n
