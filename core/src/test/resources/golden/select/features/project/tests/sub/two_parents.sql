{{ config(tags=['pair']) }}
select * from {{ ref('orders') }} join {{ ref('revenue') }} using (id)
