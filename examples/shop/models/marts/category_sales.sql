{#- One column for each category there is; the macro asks the database which. -#}
{%- set categories = values_of(ref('stg_products'), 'category') -%}
select
    date_trunc('month', o.ordered_at)::date as month
    {%- for category in categories %},
    sum(case when p.category = '{{ category }}' then l.line_total else 0 end)::numeric(12, 2) as {{ category }}
    {%- endfor %}
from {{ ref('stg_order_lines') }} as l
inner join {{ ref('stg_orders') }} as o on o.order_id = l.order_id
inner join {{ ref('stg_products') }} as p on p.product_id = l.product_id
group by 1
order by 1
