{{ config(materialized='materialized_view') }}
SELECT NULL::text AS col_with_constraints,
       2 AS col_without_constraints
