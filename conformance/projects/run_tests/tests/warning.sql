{{ config(severity='warn') }}
select id from {{ ref('base') }} where id = 1
