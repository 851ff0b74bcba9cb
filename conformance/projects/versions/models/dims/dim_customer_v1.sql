{{ config(tags=['in_code'], meta={'from': 'code'}) }}
select 1 as id, 'a' as name, 'x' as old_column
