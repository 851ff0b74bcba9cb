select id from {{ ref('al') }}
