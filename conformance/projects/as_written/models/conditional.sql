{{ config(materialized='table' if target.name == 'prod' else 'view') }}select 1 as id
