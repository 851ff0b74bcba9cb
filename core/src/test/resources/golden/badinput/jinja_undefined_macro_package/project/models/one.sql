select {{ no_such_package.no_such_macro() }} as id
