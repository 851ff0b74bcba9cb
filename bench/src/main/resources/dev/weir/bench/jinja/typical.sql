{{ config(materialized='view', tags=['orders', 'daily'], schema='marts') }}
{# One row per order, with what was paid for it by each payment method. #}
{%- set payment_methods = ['credit_card', 'coupon', 'bank_transfer', 'gift_card'] -%}

with orders as (
    select * from {{ ref('stg_orders') }}
    where order_date >= '{{ var("first_day", "2018-01-01") }}'
),

payments as (
    select
        payment_id,
        order_id,
        payment_method,
        {{ cents_to_currency('amount', 2) }} as amount
    from {{ ref('stg_payments') }}
),

order_payments as (
    select
        order_id,
        {% for payment_method in payment_methods -%}
        sum(case when payment_method = '{{ payment_method }}' then amount else 0 end) as {{ payment_method }}_amount
        {%- if not loop.last %},{% endif %}
        {% endfor -%}
    from payments
    group by order_id
)

select
    orders.order_id,
    orders.customer_id,
    customers.region,
    {{ truncated('orders.order_date', 'month') }} as order_month,
    {%- for payment_method in payment_methods %}
    order_payments.{{ payment_method }}_amount{{ ',' if not loop.last }}
    {%- endfor %}
from orders
left join order_payments on orders.order_id = order_payments.order_id
left join {{ ref('stg_customers') }} as customers
    on customers.customer_id = orders.customer_id
