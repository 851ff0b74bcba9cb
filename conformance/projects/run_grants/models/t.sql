{% set r = var('round', 1) %}
{{ config(materialized='table', grants={'select': 'dbt_test_user_1', 'delete': ['dbt_test_user_2']} if r == 1 else {'select': ['dbt_test_user_2']} if r == 2 else {'fly': ['dbt_test_user_2']} if r == 4 else {}) }}
select 1 as id
