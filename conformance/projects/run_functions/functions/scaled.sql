x * {{ var('factor', 2) }}
