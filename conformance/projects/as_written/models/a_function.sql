{{ config(alias='q24', meta=dict(a=1)) }} select 1
