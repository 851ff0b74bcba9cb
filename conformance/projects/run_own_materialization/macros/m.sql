{% materialization stacked, default %}
  {%- set target_relation = this.incorporate(type='table') -%}
  {%- set existing = load_cached_relation(this) -%}
  {{ run_hooks(pre_hooks) }}
  {% call statement('main', fetch_result=false) -%}
    {% if existing is none or should_full_refresh() %}
    drop table if exists {{ target_relation }} cascade;
    create table {{ target_relation }} as ({{ sql }})
    {% else %}
    insert into {{ target_relation }} {{ sql }}
    {% endif %}
  {%- endcall %}
  {{ run_hooks(post_hooks) }}
  {% set columns = adapter.get_columns_in_relation(target_relation) %}
  {% do log('columns ' ~ columns | map(attribute='name') | join(',') ~ ' ' ~ columns[0].data_type ~ ' ' ~ columns, info=true) %}
  {% do log('missing ' ~ adapter.get_missing_columns(target_relation, target_relation), info=true) %}
  {% do adapter.commit() %}
  {{ return({'relations': [target_relation]}) }}
{% endmaterialization %}
{% materialization for_postgres, adapter='postgres' %}
  {% call noop_statement('main', 'NOTHING DONE', 'CODE', 7) %}select 1{% endcall %}
  {{ return({'relations': []}) }}
{% endmaterialization %}
{% materialization without_main, default %}
  {% do run_query('select 1') %}
  {{ return({'relations': [this]}) }}
{% endmaterialization %}
{% materialization without_relations, default %}
  {% call statement('main') %}select 1{% endcall %}
{% endmaterialization %}
{% materialization looking, default %}
  {% set tmp = make_temp_relation(this) %}
  {% call statement('main', auto_begin=true) %}{{ create_table_as(true, tmp, sql) }}{% endcall %}
  {% do adapter.create_schema(api.Relation.create(database=this.database, schema=this.schema ~ '_made')) %}
  {% do log('exists ' ~ adapter.check_schema_exists(this.database, this.schema ~ '_made'), info=true) %}
  {% set stacked = adapter.get_relation(this.database, this.schema, 'base') %}
  {% do log('base ' ~ stacked ~ ' ' ~ stacked.type ~ ' ' ~ stacked.is_table, info=true) %}
  {% do log('none ' ~ adapter.get_relation(this.database, this.schema, 'nothere'), info=true) %}
  {% do log('quoted ' ~ adapter.quote('a"b') ~ ' ' ~ adapter.quote_as_configured('x', 'schema'), info=true) %}
  {% set copy = api.Relation.create(database=this.database, schema=this.schema, identifier='copied', type='table') %}
  {% do run_query('create table ' ~ copy ~ ' as select 1 as id, \'abc\'::varchar(5) as v') %}
  {% do run_query('create table ' ~ copy.incorporate(path={'identifier': 'wider'}) ~ ' as select 1 as id, \'abcdefgh\'::varchar(50) as v, 2 as more') %}
  {% do log('missing ' ~ adapter.get_missing_columns(copy.incorporate(path={'identifier': 'wider'}), copy), info=true) %}
  {% do adapter.expand_target_column_types(copy.incorporate(path={'identifier': 'wider'}), copy) %}
  {% do log('now ' ~ adapter.get_columns_in_relation(copy), info=true) %}
  {% do adapter.truncate_relation(copy) %}
  {% do adapter.rename_relation(copy, copy.incorporate(path={'identifier': 'renamed'})) %}
  {% do adapter.drop_relation(copy.incorporate(path={'identifier': 'wider'})) %}
  {% do adapter.drop_schema(api.Relation.create(database=this.database, schema=this.schema ~ '_made')) %}
  {{ return({'relations': [this]}) }}
{% endmaterialization %}
