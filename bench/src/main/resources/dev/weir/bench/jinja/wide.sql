{%- set left = ref('events_eu') -%}
{%- set right = ref('events_us') -%}
{%- set kinds = columns_of(left) -%}

with everything as (
    {{ union_all([left, right], exclude=['column_3', 'COLUMN_7'], types={'column_1': 'bigint', 'column_2': 'date'}) }}
),

chosen as (
    select
        {{ star(left, alias='e', exclude=['column_5'], prefix='src_', quoted=true) }}
    from everything as e
)

select
    column_1,
    {{ pivot('kind', kinds, agg='sum', then_value='amount', prefix='n_', suffix='') }}
from chosen
group by column_1
