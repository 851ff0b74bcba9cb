{% macro look() %}
  {% set rel = api.Relation.create(database='d', schema='s', identifier='i', type='view') %}
  {% do log(rel ~ ' ' ~ rel.include(database=false) ~ ' ' ~ rel.quote(identifier=false) ~ ' ' ~ rel.is_view ~ ' ' ~ rel.without_identifier(), info=true) %}
  {% set col = api.Column('c', 'character varying', 20) %}
  {% do log(col ~ ' ' ~ col.data_type ~ ' ' ~ col.is_string() ~ ' ' ~ col.string_size() ~ ' ' ~ col.quoted ~ ' ' ~ api.Column.string_type(5) ~ ' ' ~ api.Column.numeric_type('numeric', 5, 2), info=true) %}
  {% set t = run_query("select 1 as a, 'x' as b, 1.5 as c, null as d, true as e, date '2024-01-01' as f, timestamp '2024-01-01 10:00' as g, interval '1 day' as h, array[1,2] as i, '{\"k\": 1}'::jsonb as j, '00000000-0000-0000-0000-000000000001'::uuid as k, time '10:00' as m, 1::bigint as n, 1.5::float as o, '1'::\"char\" as p, timestamptz '2024-01-01 10:00+02' as q") %}
  {% for row in t.rows %}{% do log(row.values() | list, info=true) %}{% endfor %}
  {% do t.print_table() %}
  {% call statement('named', fetch_result=true) %}select generate_series(1, 3) as n{% endcall %}
  {% set named = load_result('named') %}
  {% do log(named.keys() | list ~ ' ' ~ named['data'] ~ ' ' ~ named.response, info=true) %}
  {% do log(dbt_utils_like(ref('m')), info=true) %}
  {% do log(adapter.get_column_schema_from_query("select 1 as a, 'x'::varchar(4) as b, 1.5::numeric(5,2) as c"), info=true) %}
  {% do log(target.name ~ target.type ~ target.threads ~ ' ' ~ flags.WHICH ~ ' ' ~ flags.FULL_REFRESH ~ ' ' ~ (invocation_args_dict.keys() | list | length > 3), info=true) %}
  {% do log(exceptions.warn('careful'), info=true) %}
  {% do log(local_md5('x') ~ ' ' ~ modules.datetime.date(2024, 1, 1) ~ ' ' ~ tojson({'a': [1, none]}) ~ ' ' ~ toyaml({'a': 1}) ~ ' ' ~ zip([1], [2]) | list ~ ' ' ~ set([1]), info=true) %}
  {% do log(execute ~ ' ' ~ (graph.nodes | length) ~ ' ' ~ (graph.nodes.values() | selectattr('resource_type', 'equalto', 'model') | map(attribute='name') | list), info=true) %}
{% endmacro %}
{% macro dbt_utils_like(relation) %}{{ return(relation.identifier ~ ' ' ~ relation.name ~ ' ' ~ relation.schema ~ ' ' ~ relation.type) }}{% endmacro %}
