{{ config(grants={'select': ['reader', 'writer']}) }}
select 1 as id
