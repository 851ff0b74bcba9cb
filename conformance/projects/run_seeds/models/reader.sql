select count(*) as n from {{ ref('plain') }}
