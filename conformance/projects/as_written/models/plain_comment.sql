{{ config(materialized='table') }} {# {{ foo }} {% x %} #} select 1
