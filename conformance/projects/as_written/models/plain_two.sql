{{ config(alias='q12') }} select {{ config(schema='r') }}
