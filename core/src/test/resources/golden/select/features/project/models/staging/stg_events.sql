{{ config(materialized='ephemeral') }}
select * from {{ source('raw.v2', 'events') }}
