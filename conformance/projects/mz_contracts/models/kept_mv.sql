{{ config(materialized='materialized_view') }} select 1 as id, 'x' as "Name", '{a=>b}'::map[text => text] as kept
