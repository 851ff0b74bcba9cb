select current_date as day_at
