{{ config("view", materialized='table') if false }}select 1
