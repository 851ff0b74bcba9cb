{{ config(materialized='ephemeral') }}
select nothing from {{ ref('e1') }}
