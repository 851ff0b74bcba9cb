{{ config(materialized='incremental', on_schema_change='fail', unique_key='id') }}
{{ body() }}
