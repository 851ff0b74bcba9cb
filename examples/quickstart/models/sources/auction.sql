{{ config(materialized='source') }}

-- Materialize makes up an auction house: members, auctions of ten seconds, and bids, one step a second.
-- Each table of the generator appears next to this source, in the same schema.
from load generator auction (tick interval '1s')
for all tables
