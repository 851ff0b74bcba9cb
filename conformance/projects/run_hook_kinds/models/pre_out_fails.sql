{{ config(materialized='table', pre_hook={"sql": "select nope_out", "transaction": false}) }}
select 1 as id
