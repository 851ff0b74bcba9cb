select nothing from {{ ref('one') }}
