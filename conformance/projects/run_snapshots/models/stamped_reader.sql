select count(*) as n from {{ ref('stamped') }}
