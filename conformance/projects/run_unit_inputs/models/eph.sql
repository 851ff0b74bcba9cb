{{ config(materialized='ephemeral') }} select id, name from {{ ref('all_types') }}
