{{ config(materialized='materialized_view', cluster=none, partition_by=[], indexes=[]) }}
select 1 as id
