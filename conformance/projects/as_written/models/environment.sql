{{ config(materialized=env_var('NOT_SET_AT_ALL', 'view'), schema=var('suffix', 'z') ~ '_q') }}select 1
