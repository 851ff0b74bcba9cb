{#- Visits by machines are not visits. -#}
select
    visit_id,
    path,
    customer_id,
    day
from {{ source('web', 'visits') }}
where agent <> 'robot'
