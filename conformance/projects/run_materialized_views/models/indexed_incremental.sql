{{ config(materialized='incremental', indexes=[{'columns': ['id']}]) }}
select * from {{ ref('base') }}
