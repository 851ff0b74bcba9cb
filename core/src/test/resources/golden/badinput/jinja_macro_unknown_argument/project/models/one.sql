select {{ m(b=2) }} as id
