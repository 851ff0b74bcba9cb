SELECT 'x' AS col_with_constraints, 1 AS col_without_constraints
