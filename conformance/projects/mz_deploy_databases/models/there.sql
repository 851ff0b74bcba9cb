{{ config(materialized='materialized_view', database='sales') }} select id from {{ ref('here') }}
