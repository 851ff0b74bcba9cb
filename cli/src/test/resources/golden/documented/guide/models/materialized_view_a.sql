{{ config(materialized='materialized_view',
          indexes=[{'columns': ['col_a'], 'cluster': 'cluster_b'}]) }}

SELECT
    col_a, n
-- Reference model dependencies using the dbt ref() function
FROM {{ ref('view_a') }}
