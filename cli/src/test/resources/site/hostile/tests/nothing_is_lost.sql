select * from {{ ref('plain') }} where a is null
