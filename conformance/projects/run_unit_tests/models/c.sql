select id, name, {{ var('expect', 2) }} as v, '{{ env_var("UNIT_ENV", "none") }}' as e, {{ own_macro() }} as m from {{ ref('b') }}
