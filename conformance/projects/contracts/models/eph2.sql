{{ config(materialized='ephemeral') }}
with x as (select * from {{ ref('eph') }}) select * from x
