{% set r = var('round', 1) %}
{{ config(materialized='materialized_view', grants={'select': ['dbt_test_user_1']} if r == 1 else {'select': ['dbt_test_user_2']}) }}
select 1 as id
