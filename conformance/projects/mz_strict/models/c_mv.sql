{{ config(materialized='materialized_view', tags='good') }} select n from {{ ref('b_view') }}
