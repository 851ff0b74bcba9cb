{{ config(materialized='table', **{'materialized': 'view'}) }}select 1 as id
