{{ config(materialized=var('kind', 'view')) }}
select 1 as id, 'x' as "Name", 2 as undocumented
