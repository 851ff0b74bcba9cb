{{ config(store_failures=true, limit=var('limit', none)) }}
select id from {{ ref('base') }};
