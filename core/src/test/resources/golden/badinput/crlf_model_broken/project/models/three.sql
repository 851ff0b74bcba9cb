select 1
  as a,
  {{ ref('one' }}
