{{ config(materialized='source', cluster='other', indexes=[{'columns': ['counter']}]) }}
FROM LOAD GENERATOR COUNTER
