{{ config(schema='audit', store_failures=true, alias='the_alias') }}
select id, name from {{ ref('base') }} where id > 1
