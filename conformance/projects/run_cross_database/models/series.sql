{{ config(materialized='table') }}
select * from ({{ dbt.generate_series(7) }}) s
