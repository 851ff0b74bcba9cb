select '{{ var("colour") }}' as colour, {{ var('own') }} as own, {{ helper.one() }} as one, {{ two() }} as two
