{{ config(materialized='table', meta={'owner': 'ann'}) }}
select 1 as id
