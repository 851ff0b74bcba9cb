{{ config(materialized='view',
    indexes=[{'default': True}]) }}
SELECT col_a, n FROM {{ ref('view_a') }}
