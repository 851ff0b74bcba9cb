{{ config(materialized='table', meta={'a': 1.5}) }} select 1
