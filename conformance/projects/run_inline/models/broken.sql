select nothing from {{ ref('base') }}
