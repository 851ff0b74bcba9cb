{{ config(materialized='incremental', unique_key='id') }} select id, {{ 'true' if is_incremental() else 'false' }} as again from {{ ref('base') }}
