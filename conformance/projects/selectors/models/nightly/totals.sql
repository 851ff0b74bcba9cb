{{ config(tags='money') }}
select 1 as id from {{ ref('base') }}
