select count(*) as n from {{ ref('multi_key') }}
