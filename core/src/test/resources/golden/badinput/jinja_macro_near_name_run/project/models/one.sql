select {{ cent() }} as id
