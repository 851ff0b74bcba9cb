{{ config(materialized='incremental', on_schema_change='nonsense') }} select {{ cols() }}
