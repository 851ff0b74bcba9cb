select body->>'kind' as kind from {{ ref('hook') }}
