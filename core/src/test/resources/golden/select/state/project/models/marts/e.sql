{{ config(materialized=env_var('HOW', 'view'), schema='extra') }}
select * from {{ ref('countries') }}
