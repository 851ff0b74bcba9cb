{{ config(materialized='materialized_view', database='database_a') }}
SELECT col_a FROM {{ ref('view_a') }}
