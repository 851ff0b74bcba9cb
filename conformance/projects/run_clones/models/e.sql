{{ config(materialized='ephemeral') }} select * from {{ ref('t') }}
