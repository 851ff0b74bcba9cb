{{ config(tags=['nightly']) }} select c from {{ ref('my_model') }}
