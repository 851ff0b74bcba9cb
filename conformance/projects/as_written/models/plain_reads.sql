{{ config(materialized='table') }} select * from {{ ref('as_written', 'plain') }}, {{source("s",'t')}}, {{ ref('plain' , ) }}
