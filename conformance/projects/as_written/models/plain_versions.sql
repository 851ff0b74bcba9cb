{{ config(alias='e1') }} {{ ref('vv', v=1) }} {{ ref('vv', v='1') }} {{ ref('vv', version=1) }} {{ ref('as_written', 'vv', version='1') }}
