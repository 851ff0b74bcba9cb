{{ config(materialized='source') }}
from load generator counter
