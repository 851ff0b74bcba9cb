{{ config(materialized='view',
          indexes=[{'columns': ['col_a','col_b'], 'cluster': 'cluster_a'}]) }}
SELECT col_a, n AS col_b FROM {{ ref('view_a') }}
