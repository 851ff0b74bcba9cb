select {{ outer_macro('x') }} as x from {{ ref('b') }}
