select 1 as id, 'x'::text as name, 1.5::numeric as amount, date '2024-01-01' as day
