{{ config(materialized='source_table', schema='tables', force_recreate=var('anew', false), indexes=[{'columns': ['id']}], persist_docs={'relation': true}) }}
FROM SOURCE {{ ref('auction') }} (REFERENCE "auction"."bids");
