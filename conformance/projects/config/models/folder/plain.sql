select '{{ var("colour") }}' as c
