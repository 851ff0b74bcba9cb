select '{{ var('nowhere') }}' as id
