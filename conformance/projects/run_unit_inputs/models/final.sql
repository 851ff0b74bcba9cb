select id, name, {{ mac() }} as m, {{ nested() }} as n, {{ dbt.current_timestamp() }} as now, '{{ var('v', 'dv') }}' as v, '{{ env_var('NOENV', 'de') }}' as e from {{ ref('eph2') }}
