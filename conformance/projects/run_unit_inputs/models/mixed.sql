select s.id, s."Mixed", n.sid from {{ ref('sd') }} s left join {{ ref('snap') }} n on n.sid = s.id left join {{ source('raw', 'things') }} t on t.id = s.id
