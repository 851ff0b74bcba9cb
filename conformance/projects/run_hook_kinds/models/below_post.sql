select * from {{ ref('post_fails') }}
