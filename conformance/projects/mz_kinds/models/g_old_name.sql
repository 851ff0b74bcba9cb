{{ config(materialized='materializedview') }}
select id from {{ ref('d_table') }}
