select 1 as id from {{ ref('rich', 'stg_b') }} join {{ ref('ver') }} join {{ ref('ver', v=1) }} join {{ ref('seed_one') }} join {{ ref('snap_sql') }}
