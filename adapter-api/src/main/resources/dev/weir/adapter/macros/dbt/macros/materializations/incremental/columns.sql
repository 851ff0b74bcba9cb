{% macro get_quoted_csv(column_names) %}
  {%- set quoted = [] -%}
  {%- for name in column_names -%}
    {%- do quoted.append(adapter.quote(name)) -%}
  {%- endfor -%}
  {%- do return(quoted | join(', ')) -%}
{% endmacro %}


{# The columns of the first list whose names are not in the second. #}
{% macro diff_columns(source_columns, target_columns) %}
  {%- set known = target_columns | map(attribute='column') | list -%}
  {%- do return(source_columns | rejectattr('column', 'in', known) | list) -%}
{% endmacro %}


{# [{column_name, new_type}] for each column whose type in the source no longer fits the target's. #}
{% macro diff_column_data_types(source_columns, target_columns) %}
  {%- do return(adapter.dispatch('diff_column_data_types', 'dbt')(source_columns, target_columns)) -%}
{% endmacro %}

{% macro default__diff_column_data_types(source_columns, target_columns) %}
  {%- set targets = {} -%}
  {%- for column in target_columns -%}
    {%- do targets.update({column.name: column}) -%}
  {%- endfor -%}
  {%- set changes = [] -%}
  {%- for column in source_columns if column.name in targets -%}
    {%- set old = targets[column.name] -%}
    {%- if column.expanded_data_type != old.expanded_data_type and not column.can_expand_to(other_column=old) -%}
      {%- do changes.append({'column_name': old.name, 'new_type': column.expanded_data_type}) -%}
    {%- endif -%}
  {%- endfor -%}
  {%- do return(changes) -%}
{% endmacro %}


{% macro get_merge_update_columns(merge_update_columns, merge_exclude_columns, dest_columns) %}
  {%- do return(adapter.dispatch('get_merge_update_columns', 'dbt')(
      merge_update_columns, merge_exclude_columns, dest_columns)) -%}
{% endmacro %}

{% macro default__get_merge_update_columns(merge_update_columns, merge_exclude_columns, dest_columns) %}
  {%- if merge_update_columns and merge_exclude_columns -%}
    {%- do exceptions.raise_compiler_error('Model cannot specify merge_update_columns and merge_exclude_columns. Please update model to use only one config') -%}
  {%- elif merge_update_columns -%}
    {#- As the user wrote them: they may be quoted already. -#}
    {%- do return(merge_update_columns) -%}
  {%- endif -%}
  {%- set excluded = merge_exclude_columns | default([], true) | map('lower') | list -%}
  {%- set chosen = [] -%}
  {%- for column in dest_columns if column.column | lower not in excluded -%}
    {%- do chosen.append(column.quoted) -%}
  {%- endfor -%}
  {%- do return(chosen) -%}
{% endmacro %}
