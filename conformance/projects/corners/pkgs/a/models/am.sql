select {{ var('v') }} as v, {{ var('w', 'dw') }} as w, '{{ var('only_root', 'none') }}' as r
