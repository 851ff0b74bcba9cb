{{ config(alias='Quoted Name', materialized='table', schema='Other') }}
select id as "Id", name as "na me" from {{ ref('base') }}
