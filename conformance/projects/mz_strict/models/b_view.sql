{{ config(tags='good') }} select count(*) as n from {{ ref('a_source') }}
