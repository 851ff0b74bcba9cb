{% set r = var('round', 1) %}
{{ config(grants={'select': ['dbt_test_user_1']} if r == 1 else {'select': ['dbt_test_user_1', 'dbt_test_user_2'], 'insert': ['dbt_test_user_3']} if r == 2 else {'select': []}) }}
select 1 as id
