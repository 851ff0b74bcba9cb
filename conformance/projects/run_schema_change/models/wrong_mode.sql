{{ config(materialized='incremental', on_schema_change='whatever') }}
{{ body() }}
