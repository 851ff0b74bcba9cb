{{ config({"materialized": "view", "tags": ["dict"]}) }}
select 1 as id
