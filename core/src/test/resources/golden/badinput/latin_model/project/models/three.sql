select 'é' as a
