{{ config(materialized='stacked', post_hook='analyze {{ this }}') }} select id, 'x'::varchar(3) as v from {{ ref('base') }}
