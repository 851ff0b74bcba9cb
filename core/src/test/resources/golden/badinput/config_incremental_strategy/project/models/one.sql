{{ config(materialized='incremental', incremental_strategy='guess') }}select 1 as id
