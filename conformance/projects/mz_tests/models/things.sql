{{ config(materialized='materialized_view') }} select * from (values (1, 'pen'), (1, 'ink'), (null, 'cap')) v(id, name)
