select * from {{ ref('a') }}
{{ config(enabled=false) }}
