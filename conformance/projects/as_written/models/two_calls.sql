{{ config(materialized='view') }}{{ config(tags=['x']) }}select 1
