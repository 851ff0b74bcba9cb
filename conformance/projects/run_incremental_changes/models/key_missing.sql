{{ config(materialized='incremental', unique_key='nothere') }} select 1 as id
