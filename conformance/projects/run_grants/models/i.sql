{% set r = var('round', 1) %}
{{ config(materialized='incremental', grants={'select': ['dbt_test_user_1']} if r == 1 else {'insert': ['dbt_test_user_2']} if r == 2 else {'select': ['nobody_at_all']}) }}
select 1 as id
