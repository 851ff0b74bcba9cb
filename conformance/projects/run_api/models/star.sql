{% set cols = adapter.get_columns_in_relation(ref('m')) %}
select {% for c in cols %}{{ c.quoted }} /* {{ c.dtype }} */{{ ',' if not loop.last }}{% else %}*{% endfor %} from {{ ref('m') }}
