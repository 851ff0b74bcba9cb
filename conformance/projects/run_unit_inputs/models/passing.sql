select * from {{ ref('all_types') }}
