{{ config(materialized='source_table', schema='tables', tags='refused') }}
FROM SOURCE {{ ref('auction') }} (REFERENCE "auction"."nothing")
