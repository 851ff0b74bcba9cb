{{ config(materialized='table', event_time='at') }}
select * from (values (1, timestamp '2024-01-01 05:00'), (2, timestamp '2024-01-02 05:00'), (3, timestamp '2024-01-03 05:00')) as v(id, at)
