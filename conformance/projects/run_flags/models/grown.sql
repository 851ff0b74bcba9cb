{{ config(materialized='incremental', unique_key='id') }} select id, at, '{{ flags.FULL_REFRESH }} {{ is_incremental() }}' as how from {{ ref('base') }}
