select * from {{ ref('a') }} where n > {{ var('threshold') }}
