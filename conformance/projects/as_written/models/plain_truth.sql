{{ config(materialized='table', enabled=True, meta={'a': True, 'b': False}) }} select * from {{ ref('plain') }}
