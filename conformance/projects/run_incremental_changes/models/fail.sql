{{ config(materialized='incremental', on_schema_change='fail') }} select {{ cols() }}
