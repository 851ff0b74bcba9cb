{{ config(materialized='table', grants={'+select': ['dbt_test_user_3']}) }} select 1 as id
