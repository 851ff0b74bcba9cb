{{ config(tags=['x']) }}{{ config({'materialized': 'table'}) }}select 1
