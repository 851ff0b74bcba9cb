{{ note() ~ config(materialized='table') }}{% for i in [1] %}{{ config(tags=['l']) }}{% endfor %}select 1
