{{ config(materialized='table', refresh_interval={'on_commit': true}, indexes=[{'columns': ['id'], 'cluster': 'other'}, {'columns': ['id', 'n']}, {'default': true}]) }}
select 1 as id, 2 as n
