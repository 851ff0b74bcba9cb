{{ config(materialized='table', event_time='at') }}
select * from (values (1, timestamp '2024-01-01 01:00:00'), (2, timestamp '2024-01-02 02:00:00'), (3, timestamp '2024-01-03 03:00:00'),
  (4, timestamp '2024-01-01 00:30:00')) as v(id, at)
