{# {{ config(materialized='table') }} #}{{ config(tags=['y']) }}{% raw %}{{ config(materialized='view') }}{% endraw %}select 1
