{{ config(materialized='sink') }}

from {{ ref('spending') }}
into kafka connection materialize.public.broker (topic 'spending')
key (buyer) not enforced
format json
envelope upsert
