select {% if execute %}{{ no_such_macro() }}{% endif %} as id
