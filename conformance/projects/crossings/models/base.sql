select 'root base' as a, 1 as id, {{ greet('r') }} as g, {{ alpha.greet() }} as h, {{ current_timestamp() }} as n, {{ dbt.current_timestamp() }} as m
