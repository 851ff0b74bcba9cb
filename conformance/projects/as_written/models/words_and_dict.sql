{% set more = {'materialized': 'table'} %}{{ config(tags=['x'], **more) }}select 1
