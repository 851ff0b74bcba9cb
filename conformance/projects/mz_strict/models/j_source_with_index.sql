{{ config(materialized='source', schema='alone', cluster='alone', indexes=[{'columns': ['counter']}], tags='bad') }} from load generator counter
