{% macro get_incremental_own_sql(arg_dict) %}
  {% do log('own strategy: ' ~ arg_dict.keys() | list, info=true) %}
  insert into {{ arg_dict['target_relation'] }} ({{ get_quoted_csv(arg_dict['dest_columns'] | map(attribute='name')) }})
  select {{ get_quoted_csv(arg_dict['dest_columns'] | map(attribute='name')) }} from {{ arg_dict['temp_relation'] }} where id = 4
{% endmacro %}
