{{ config(materialized='source') }}

from load generator auction (tick interval '1s')
for all tables
