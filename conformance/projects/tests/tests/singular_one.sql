{{ config(tags=['alone']) }}
select * from {{ ref('a') }}, {{ source('raw', 't') }} where false
