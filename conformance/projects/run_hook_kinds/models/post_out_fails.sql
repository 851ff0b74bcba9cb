{{ config(materialized='table', post_hook={"sql": "select nope_out", "transaction": false}) }}
select 1 as id
