{{ config(materialized='materialized_view', indexes=[{'columns': ['id']}]) }} select id from {{ ref('a_view') }}
