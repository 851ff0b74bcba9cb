select 2 as id from {{ ref('plain') }}
