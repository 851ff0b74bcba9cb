{{ config(event_time='changed') }}
select 1 as id, 'eu' as region, now() as changed
