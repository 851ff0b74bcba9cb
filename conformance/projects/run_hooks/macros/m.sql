{% macro record(results) %}
  {% for r in results %}
    insert into {{ target.schema }}.audit (what) values ('{{ r.node.unique_id }} {{ r.status }} {{ r.status == "success" }} {{ r.message | replace("'", "") | replace(target.schema, "S") | replace("\n", " ") }} {{ r.failures }} {{ r.timing | map(attribute="name") | list | join("+") }} {{ r.adapter_response.get("rows_affected") }} {{ r.to_dict().keys() | list | sort | join("+") }} {{ r.node.config.materialized }} {{ r.batch_results }} {{ r.thread_id is string }}');
  {% endfor %}
{% endmacro %}
{% macro told(a, b=none) %}
  {% do log('a is ' ~ a ~ ' and b is ' ~ b, info=true) %}
  {% do print('printed ' ~ a) %}
  {% set rows = run_query('select 1 as x union all select 2 order by 1') %}
  {{ return(rows.columns[0].values()) }}
{% endmacro %}
{% macro failing() %}{{ exceptions.raise_compiler_error('failing on purpose') }}{% endmacro %}
{% macro database_failing() %}{% do run_query('select nothing from nowhere') %}{% endmacro %}
