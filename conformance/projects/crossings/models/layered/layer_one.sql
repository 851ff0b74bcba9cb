{{ config(pre_hook=['select 6', {'sql': 'select 7', 'transaction': False}], tags=['file']) }}
select 1 as a, 2 as b, '{{ var("nested") }}' as n, {{ var('number') + 1 }} as num
