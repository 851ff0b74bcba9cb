{{ config(alias='q14') }} {{ ref('conditional') ~ '' }} select 1
