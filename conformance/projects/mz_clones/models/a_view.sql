{{ config(indexes=[{'columns': ['id']}]) }} select id from {{ ref('seeded') }}
