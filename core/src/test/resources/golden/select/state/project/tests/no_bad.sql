select * from {{ ref('b') }} where {{ inner_macro() }} < 0
