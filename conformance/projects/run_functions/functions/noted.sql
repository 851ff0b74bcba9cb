select upper(a) || coalesce(b, '?')
