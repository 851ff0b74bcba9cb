select id, at from {{ ref('base') }}
