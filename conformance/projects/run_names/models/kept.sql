{{ config(materialized='incremental', full_refresh=false) }} select id, '{{ this }}' as t, {{ 'true' if is_incremental() else 'false' }} as i from {{ ref('eph') }}
