select {{ greet('a') }} as g, '{{ var('colour') }}' as colour, {{ calls_same() }} as s, {{ var('scoped', 'no') | tojson }} as t
