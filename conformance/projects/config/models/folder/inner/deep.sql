{{ config(tags='code', meta={'b': 2, 'c': none}, grants={'+select': ['code'], 'delete': 'x'}, pre_hook=["select 3"], alias='deep_alias') }}
select * from {{ ref('helper', 'helped') }}
