{{ config(materialized='materialized_view', on_configuration_change='continue', indexes=[{'columns': ['id'], 'type': 'hash'}]) }}
select * from {{ ref('base') }}
