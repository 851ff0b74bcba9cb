{{ config(materialized='materialized_view', indexes=[{'default': true}]) }}
select id, count(*) as n from {{ ref('b_view') }} group by id
