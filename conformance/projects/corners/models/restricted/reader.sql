{{ config(group='g') }} select * from {{ ref('hidden') }}
