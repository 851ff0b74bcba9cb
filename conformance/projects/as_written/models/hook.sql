{{ config(materialized='table', pre_hook='select 1', x_pre_hook='a') }} select 1
