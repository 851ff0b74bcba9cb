{{ config(tags='money') }}
select * from {{ ref('orders') }}
