select * from {{ ref('helper_model') }}
