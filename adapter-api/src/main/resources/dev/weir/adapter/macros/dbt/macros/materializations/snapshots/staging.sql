{# The names of the columns a snapshot adds, as the snapshot_meta_column_names config changes them. #}
{% macro get_snapshot_table_column_names() %}
  {%- set names = {
      'dbt_valid_to': 'dbt_valid_to',
      'dbt_valid_from': 'dbt_valid_from',
      'dbt_scd_id': 'dbt_scd_id',
      'dbt_updated_at': 'dbt_updated_at',
      'dbt_is_deleted': 'dbt_is_deleted'} -%}
  {%- set chosen = config.get('snapshot_meta_column_names') or {} -%}
  {%- for key in names.keys() | list if chosen[key] -%}
    {%- do names.update({key: chosen[key]}) -%}
  {%- endfor -%}
  {%- do return(names) -%}
{% endmacro %}


{% macro get_true_sql() -%}
  {{ adapter.dispatch('get_true_sql', 'dbt')() }}
{%- endmacro %}

{% macro default__get_true_sql() -%}
  TRUE
{%- endmacro %}


{% macro unique_key_list(unique_key) %}
  {%- do return(unique_key if unique_key is not string else [unique_key]) -%}
{% endmacro %}

{% macro unique_key_fields(unique_key) -%}
  {%- if unique_key is not string -%}
    {%- for key in unique_key -%}
      {{ key }} as dbt_unique_key_{{ loop.index }}{{ ", " if not loop.last }}
    {%- endfor -%}
  {%- else -%}
    {{ unique_key }} as dbt_unique_key
  {%- endif -%}
{%- endmacro %}

{% macro unique_key_join_on(unique_key, identifier, from_identifier) -%}
  {%- if unique_key is not string -%}
    {%- for key in unique_key -%}
      {%- set name = '.dbt_unique_key_' ~ loop.index -%}
      {{ equals(identifier ~ name, from_identifier ~ name) | trim }}{{ " and " if not loop.last }}
    {%- endfor -%}
  {%- else -%}
    {{ identifier }}.dbt_unique_key = {{ from_identifier }}.dbt_unique_key
  {%- endif -%}
{%- endmacro %}

{% macro unique_key_is_null(unique_key, identifier) -%}
  {{ identifier }}.dbt_unique_key{{ "_1" if unique_key is not string }} is null
{%- endmacro %}

{% macro unique_key_is_not_null(unique_key, identifier) -%}
  {{ identifier }}.dbt_unique_key{{ "_1" if unique_key is not string }} is not null
{%- endmacro %}


{# "<expression> as <dbt_valid_to>" of a new row: the row's end is open, except where it changed at this very moment. #}
{% macro get_dbt_valid_to_current(strategy, columns) -%}
  {%- set open_end = config.get('dbt_valid_to_current') or 'null' -%}
  coalesce(nullif({{ strategy.updated_at }}, {{ strategy.updated_at }}), {{ open_end }}) as {{ columns.dbt_valid_to }}
{%- endmacro %}

{# The rows of the snapshot that are current. #}
{% macro snapshot_is_current(valid_to) -%}
  {%- set open_end = config.get('dbt_valid_to_current') -%}
  {%- if open_end -%}
    ({{ valid_to }} = {{ open_end }} or {{ valid_to }} is null)
  {%- else -%}
    {{ valid_to }} is null
  {%- endif -%}
{%- endmacro %}


{% macro build_snapshot_table(strategy, sql) -%}
  {{ adapter.dispatch('build_snapshot_table', 'dbt')(strategy, sql) }}
{%- endmacro %}

{% macro default__build_snapshot_table(strategy, sql) %}
  {%- set columns = get_snapshot_table_column_names() %}
    select *,
      {{ strategy.scd_id }} as {{ columns.dbt_scd_id }},
      {{ strategy.updated_at }} as {{ columns.dbt_updated_at }},
      {{ strategy.updated_at }} as {{ columns.dbt_valid_from }},
      {{ get_dbt_valid_to_current(strategy, columns) }}
  {%- if strategy.hard_deletes == 'new_record' %},
      'False' as {{ columns.dbt_is_deleted }}
  {%- endif %}
    from (
{{ sql }}
    ) sbq
{%- endmacro %}


{% macro snapshot_staging_table(strategy, source_sql, target_relation) -%}
  {{ adapter.dispatch('snapshot_staging_table', 'dbt')(strategy, source_sql, target_relation) }}
{%- endmacro %}

{# What to do, one row each: dbt_change_type is insert (a new version), update or delete (the end of an old one).
   The parts are united by position. #}
{% macro default__snapshot_staging_table(strategy, source_sql, target_relation) -%}
  {%- set columns = get_snapshot_table_column_names() -%}
  {%- set keys = unique_key_fields(strategy.unique_key) | trim -%}
  {%- set same_key = unique_key_join_on(strategy.unique_key, "snapshotted_data", "source_data") | trim -%}
  {%- set now = snapshot_get_time() | trim -%}
  {%- set records = strategy.hard_deletes == 'new_record' -%}
  {%- set ends = records or strategy.hard_deletes == 'invalidate' or strategy.invalidate_hard_deletes -%}
  {%- set deleted = 'snapshotted_data.' ~ columns.dbt_is_deleted ~ " = 'True'" -%}
  {%- set changed -%}
    ({{ strategy.row_changed }}{% if records %} or {{ deleted }}{% endif %})
  {%- endset -%}
  {#- A record that says "deleted" is current itself and must not end, nor be written again, while the row stays away. -#}
  {%- set vanished -%}
      from snapshotted_data
      left join deletes_source_data as source_data on {{ same_key }}
      where {{ unique_key_is_null(strategy.unique_key, "source_data") }}
      {%- if records %}
        and not ({{ deleted }} and {{ snapshot_is_current('snapshotted_data.' ~ columns.dbt_valid_to) }})
      {%- endif -%}
  {%- endset %}
    with snapshot_query as (
{{ source_sql }}
    ),
    snapshotted_data as (
      select *, {{ keys }}
      from {{ target_relation }}
      where {{ snapshot_is_current(columns.dbt_valid_to) }}
    ),
    insertions_source_data as (
      select *, {{ keys }},
        {{ strategy.updated_at }} as {{ columns.dbt_updated_at }},
        {{ strategy.updated_at }} as {{ columns.dbt_valid_from }},
        {{ get_dbt_valid_to_current(strategy, columns) }},
        {{ strategy.scd_id }} as {{ columns.dbt_scd_id }}
      from snapshot_query
    ),
    updates_source_data as (
      select *, {{ keys }},
        {{ strategy.updated_at }} as {{ columns.dbt_updated_at }},
        {{ strategy.updated_at }} as {{ columns.dbt_valid_from }},
        {{ strategy.updated_at }} as {{ columns.dbt_valid_to }}
      from snapshot_query
    ),
  {%- if ends %}
    deletes_source_data as (
      select *, {{ keys }}
      from snapshot_query
    ),
  {%- endif %}
    insertions as (
      select 'insert' as dbt_change_type, source_data.*
        {%- if records %}, 'False' as {{ columns.dbt_is_deleted }}{% endif %}
      from insertions_source_data as source_data
      left outer join snapshotted_data on {{ same_key }}
      where {{ unique_key_is_null(strategy.unique_key, "snapshotted_data") }}
        or ({{ unique_key_is_not_null(strategy.unique_key, "snapshotted_data") }} and {{ changed }})
    ),
    updates as (
      select 'update' as dbt_change_type, source_data.*, snapshotted_data.{{ columns.dbt_scd_id }}
        {%- if records %}, snapshotted_data.{{ columns.dbt_is_deleted }}{% endif %}
      from updates_source_data as source_data
      join snapshotted_data on {{ same_key }}
      where {{ changed }}
    )
  {%- if ends %},
    deletes as (
      select 'delete' as dbt_change_type, source_data.*,
        {{ now }} as {{ columns.dbt_valid_from }},
        {{ now }} as {{ columns.dbt_updated_at }},
        {{ now }} as {{ columns.dbt_valid_to }},
        snapshotted_data.{{ columns.dbt_scd_id }}
        {%- if records %}, snapshotted_data.{{ columns.dbt_is_deleted }}{% endif %}
      {{ vanished }}
    )
  {%- endif %}
  {%- if records %}
    {%- set kept = adapter.get_columns_in_relation(target_relation) | map(attribute='name') | list %},
    deletion_records as (
      select 'insert' as dbt_change_type,
        {%- for name in get_columns_in_query(source_sql) %}
        {{ 'snapshotted_data' if name in kept else 'source_data' }}.{{ adapter.quote(name) }},
        {%- endfor %}
        {%- for key in unique_key_list(strategy.unique_key) %}
        snapshotted_data.dbt_unique_key{{ "_" ~ loop.index if strategy.unique_key is not string }},
        {%- endfor %}
        {{ now }} as {{ columns.dbt_valid_from }},
        {{ now }} as {{ columns.dbt_updated_at }},
        snapshotted_data.{{ columns.dbt_valid_to }} as {{ columns.dbt_valid_to }},
        {{ snapshot_hash_arguments(['snapshotted_data.' ~ columns.dbt_scd_id, now]) }} as {{ columns.dbt_scd_id }},
        'True' as {{ columns.dbt_is_deleted }}
      {{ vanished }}
    )
  {%- endif %}
    select * from insertions
    union all
    select * from updates
  {%- if ends %}
    union all
    select * from deletes
  {%- endif %}
  {%- if records %}
    union all
    select * from deletion_records
  {%- endif %}
{%- endmacro %}


{% macro build_snapshot_staging_table(strategy, sql, target_relation) %}
  {%- set staging = make_temp_relation(target_relation) -%}
  {%- call statement('build_snapshot_staging_relation') -%}
    {{ create_table_as(True, staging, snapshot_staging_table(strategy, sql, target_relation)) }}
  {%- endcall -%}
  {%- do return(staging) -%}
{% endmacro %}


{% macro create_columns(relation, columns) -%}
  {{ adapter.dispatch('create_columns', 'dbt')(relation, columns) }}
{%- endmacro %}

{% macro default__create_columns(relation, columns) %}
  {%- for column in columns -%}
    {%- call statement() -%}
      alter table {{ relation.render() }} add column {{ adapter.quote(column.name) }} {{ column.expanded_data_type }};
    {%- endcall -%}
  {%- endfor -%}
{% endmacro %}


{# Where an adapter cleans up a staging table that outlives the session. #}
{% macro post_snapshot(staging_relation) -%}
  {{ adapter.dispatch('post_snapshot', 'dbt')(staging_relation) }}
{%- endmacro %}

{% macro default__post_snapshot(staging_relation) -%}
{%- endmacro %}


{% macro get_updated_at_column_data_type(snapshot_sql) %}
  {%- set wanted = get_snapshot_table_column_names().dbt_updated_at | lower -%}
  {%- set found = [] -%}
  {%- for column in get_column_schema_from_query(snapshot_sql) if column.column | lower == wanted -%}
    {%- do found.append(column.dtype) -%}
  {%- endfor -%}
  {%- do return(found[0] if found else none) -%}
{% endmacro %}

{% macro check_time_data_types(sql) %}
  {%- set updated_at_type = get_updated_at_column_data_type(sql) -%}
  {%- set snapshot_type = get_snapshot_get_time_data_type() -%}
  {%- if snapshot_type is not none and updated_at_type is not none and snapshot_type != updated_at_type -%}
    {%- do exceptions.warn_snapshot_timestamp_data_types(snapshot_type, updated_at_type) -%}
  {%- endif -%}
{% endmacro %}


{% macro snapshot_merge_sql(target, source, insert_cols) -%}
  {{ adapter.dispatch('snapshot_merge_sql', 'dbt')(target, source, insert_cols) }}
{%- endmacro %}

{% macro default__snapshot_merge_sql(target, source, insert_cols) -%}
  {%- set columns = get_snapshot_table_column_names() -%}
  {%- set names = insert_cols | join(', ') %}
    merge into {{ target.render() }} as DBT_INTERNAL_DEST
    using {{ source }} as DBT_INTERNAL_SOURCE
    on DBT_INTERNAL_SOURCE.{{ columns.dbt_scd_id }} = DBT_INTERNAL_DEST.{{ columns.dbt_scd_id }}
    when matched
      and {{ snapshot_is_current('DBT_INTERNAL_DEST.' ~ columns.dbt_valid_to) }}
      and DBT_INTERNAL_SOURCE.dbt_change_type in ('update', 'delete')
    then update set {{ columns.dbt_valid_to }} = DBT_INTERNAL_SOURCE.{{ columns.dbt_valid_to }}
    when not matched and DBT_INTERNAL_SOURCE.dbt_change_type = 'insert'
    then insert ({{ names }}) values ({{ names }})
{%- endmacro %}
