select '{{ nothing }}' as id
