{{ config(materialized='materialized_view', post_hook='comment on column {{ this }}.id is $$hooked$$') }} select id from {{ ref('a_view') }}
