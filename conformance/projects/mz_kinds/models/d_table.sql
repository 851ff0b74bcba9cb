{{ config(materialized='table', cluster='other') }}
select * from {{ ref('e_ephemeral') }}
