{{ config(materialized='materialized_view', refresh_interval={'at_creation': true, 'every': '1 hour'}, partition_by=['id'], retain_history='2 hours') }}
select 1 as id, 2 as n
