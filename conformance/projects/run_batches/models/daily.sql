{{ config(materialized='incremental', incremental_strategy='microbatch', unique_key='id', event_time='at', batch_size='day', begin='2024-01-01') }}
select id, at, 1 / case when id = {{ var('bad', 0) }} then 0 else 1 end as one, {{ var('round', 1) }} as round
  {%- if model.batch %}, '{{ model.batch.id }}' as batch_id, '{{ model.batch.event_time_start }}' as batch_start{% endif %}
from {{ ref('input') }}
