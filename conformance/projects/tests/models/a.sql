select 1 as id, 'x' as kind, current_timestamp as made
