select 1 from {{ ref('stg_a') }} where false
