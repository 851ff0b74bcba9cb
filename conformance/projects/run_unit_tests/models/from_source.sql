select id, upper(label) as label from {{ source('raw', 'things') }} join {{ ref('s') }} using (id)
