{{ config(alias='q12') }} select {{ config(tags='r') }}
