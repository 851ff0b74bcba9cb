{{ config(materialized=var('materialized', 'view')) }}
select 1 as id, 'a'::text as name, 1.5::numeric as amount, now() as at, true as ok, array[1,2] as list, '{}'::jsonb as j
