select {{ 1 + 'a' }} as id
