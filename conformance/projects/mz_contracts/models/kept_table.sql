{{ config(materialized='table') }} select 1 as id, '{a=>b}'::map[text => text] as pseudo, list['a'] as listed
