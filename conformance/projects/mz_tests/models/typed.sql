select id, name, id + 1 as next from {{ ref('things') }}
