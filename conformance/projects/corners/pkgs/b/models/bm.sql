{{ config(alias='b' ~ var('v', 'none')) }} select {{ var('w', 'dw') }} as w
