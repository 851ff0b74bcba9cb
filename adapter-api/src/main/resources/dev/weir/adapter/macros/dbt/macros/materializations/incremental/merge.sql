{% macro get_merge_sql(target, source, unique_key, dest_columns, incremental_predicates=none) -%}
  {{ adapter.dispatch('get_merge_sql', 'dbt')(target, source, unique_key, dest_columns, incremental_predicates) }}
{%- endmacro %}

{% macro default__get_merge_sql(target, source, unique_key, dest_columns, incremental_predicates=none) -%}
  {%- set conditions = [] -%}
  {%- if incremental_predicates is not none and incremental_predicates is not string -%}
    {%- do conditions.extend(incremental_predicates) -%}
  {%- elif incremental_predicates -%}
    {%- do conditions.append(incremental_predicates) -%}
  {%- endif -%}
  {%- if unique_key is string or unique_key is not iterable -%}
    {%- set keys = [unique_key] if unique_key else [] -%}
    {%- for key in keys -%}
      {%- do conditions.append(get_merge_unique_key_match(
          'DBT_INTERNAL_SOURCE.' ~ key, 'DBT_INTERNAL_DEST.' ~ key) | trim) -%}
    {%- endfor -%}
  {%- else -%}
    {%- set keys = unique_key -%}
    {%- for key in keys -%}
      {%- do conditions.append('DBT_INTERNAL_SOURCE.' ~ key ~ ' = DBT_INTERNAL_DEST.' ~ key) -%}
    {%- endfor -%}
  {%- endif -%}
  {%- if not keys -%}
    {%- do conditions.append('FALSE') -%}
  {%- endif -%}
  {%- set columns = get_quoted_csv(dest_columns | map(attribute='name')) -%}
  {%- set header = config.get('sql_header', none) -%}
  {%- if header is not none %}
    {{ header }}
  {%- endif %}
    merge into {{ target }} as DBT_INTERNAL_DEST
    using {{ source }} as DBT_INTERNAL_SOURCE
    on ({{ conditions | join(') and (') }})
  {%- if keys %}
    when matched then update set
    {%- for column in get_merge_update_columns(
        config.get('merge_update_columns'), config.get('merge_exclude_columns'), dest_columns) %}
      {{ column }} = DBT_INTERNAL_SOURCE.{{ column }}{{ "," if not loop.last }}
    {%- endfor %}
  {%- endif %}
    when not matched then insert ({{ columns }})
    values ({{ columns }})
{%- endmacro %}


{% macro get_merge_unique_key_match(source_unique_key, target_unique_key) -%}
  {{ adapter.dispatch('get_merge_unique_key_match', 'dbt')(source_unique_key, target_unique_key) }}
{%- endmacro %}

{% macro default__get_merge_unique_key_match(source_unique_key, target_unique_key) -%}
  {{ equals(source_unique_key, target_unique_key) }}
{%- endmacro %}


{% macro get_delete_insert_merge_sql(target, source, unique_key, dest_columns, incremental_predicates) -%}
  {{ adapter.dispatch('get_delete_insert_merge_sql', 'dbt')(
      target, source, unique_key, dest_columns, incremental_predicates) }}
{%- endmacro %}

{% macro default__get_delete_insert_merge_sql(target, source, unique_key, dest_columns, incremental_predicates) -%}
  {%- set columns = get_quoted_csv(dest_columns | map(attribute="name")) -%}
  {%- if unique_key %}
    {%- set key = unique_key if unique_key is string else unique_key | join(', ') %}
    delete from {{ target }} as DBT_INTERNAL_DEST
    where ({{ key }}) in (
      select distinct {{ key }}
      from {{ source }} as DBT_INTERNAL_SOURCE
    )
    {%- for predicate in incremental_predicates or [] %}
      and {{ predicate }}
    {%- endfor %};
  {%- endif %}
    insert into {{ target }} ({{ columns }})
    (
      select {{ columns }}
      from {{ source }}
    )
{%- endmacro %}


{# Replaces the rows the predicates choose by those of the source. #}
{% macro get_insert_overwrite_merge_sql(target, source, dest_columns, predicates, include_sql_header=false) -%}
  {{ adapter.dispatch('get_insert_overwrite_merge_sql', 'dbt')(
      target, source, dest_columns, predicates, include_sql_header) }}
{%- endmacro %}

{% macro default__get_insert_overwrite_merge_sql(target, source, dest_columns, predicates, include_sql_header) -%}
  {%- set columns = get_quoted_csv(dest_columns | map(attribute="name")) -%}
  {%- set header = config.get('sql_header', none) -%}
  {%- if header is not none and include_sql_header %}
    {{ header }}
  {%- endif %}
    merge into {{ target }} as DBT_INTERNAL_DEST
    using {{ source }} as DBT_INTERNAL_SOURCE
    on FALSE
    when not matched by source
    {%- if predicates %} and {{ predicates | join(' and ') }}{% endif %}
      then delete
    when not matched then insert ({{ columns }})
    values ({{ columns }})
{%- endmacro %}
