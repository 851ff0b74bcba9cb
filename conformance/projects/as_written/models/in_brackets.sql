{{ config(alias='q13') }} {{ (ref('conditional')) }} select 1
