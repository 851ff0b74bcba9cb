{{ config(materialized='incremental', on_schema_change='append_new_columns', unique_key='id', incremental_strategy='merge') }} select {{ cols() }}
