{{ config(materialized=var('kind'), alias='switched') }}
select 1 as id
