{{ config(alias='aliased', schema='sub') }} select id from {{ ref('inc') }}
