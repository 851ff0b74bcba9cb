{{ config(materialized='ephemeral') }}
-- reads another
with x as (select * from {{ ref('e1') }}) select id, id + 1 as next from x
