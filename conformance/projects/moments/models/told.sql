{{ config(meta={'a': modules.datetime.datetime(2024, 1, 1, 3), 'b': modules.datetime.date(2024, 1, 1), 'v': var('at')}, on_schema_change=none) }}
select 1 as id
