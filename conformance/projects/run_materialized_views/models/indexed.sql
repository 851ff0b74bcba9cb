{% set round = var('round', 1) %}
{{ config(materialized='materialized_view', on_configuration_change=var('change', 'apply'), indexes=(
    [{'columns': ['id']}, {'columns': ['round', 'id'], 'unique': true}] if round == 1 else
    [{'columns': ['id'], 'type': 'hash'}, {'columns': ['round', 'id'], 'unique': true}] if round == 2 else
    [{'columns': ['round']}])) }}
select * from {{ ref('base') }}
