{{ config(materialized='incremental', on_schema_change='sync_all_columns', incremental_strategy='merge', unique_key='id') }}
{{ body() }}
