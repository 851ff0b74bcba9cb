{{ config({'materialized': 'table'}) }}{{ config(tags=['x']) }}select 1
