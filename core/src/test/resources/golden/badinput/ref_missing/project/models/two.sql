select id from {{ ref('onne') }}
