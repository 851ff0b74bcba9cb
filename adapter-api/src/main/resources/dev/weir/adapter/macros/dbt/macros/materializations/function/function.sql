{% materialization function, default, supported_languages=['sql', 'python', 'javascript'] %}
  {%- set existing = load_cached_relation(this) -%}
  {%- set target_relation = this.incorporate(type=this.Function) -%}
  {{ run_hooks(pre_hooks) }}
  {%- if model.language == 'python' -%}
    {%- if not model.config.get('runtime_version') -%}
      {%- do exceptions.raise_compiler_error("A `runtime_version` is required for python functions") -%}
    {%- elif not model.config.get('entry_point') -%}
      {%- do exceptions.raise_compiler_error("An `entry_point` is required for python functions") -%}
    {%- endif -%}
  {%- endif -%}
  {%- set build_macro = adapter.dispatch(model.config.get('type', 'scalar') ~ '_function_' ~ model.language, 'dbt') -%}
  {%- do function_execute_build_sql(build_macro(target_relation), existing, target_relation) -%}
  {{ run_hooks(post_hooks) }}
  {%- do return({'relations': [target_relation]}) -%}
{% endmaterialization %}


{% macro function_execute_build_sql(build_sql, existing_relation, target_relation) %}
  {{ return(adapter.dispatch('function_execute_build_sql', 'dbt')(build_sql, existing_relation, target_relation)) }}
{% endmacro %}

{% macro default__function_execute_build_sql(build_sql, existing_relation, target_relation) %}
  {%- call statement(name="main") -%}
    {{ build_sql }}
  {%- endcall -%}
  {%- do apply_grants(target_relation, config.get('grants'), should_revoke=should_revoke(existing_relation, full_refresh_mode=True)) -%}
  {%- do persist_docs(target_relation, model) -%}
  {%- do adapter.commit() -%}
{% endmacro %}


{% macro scalar_function_sql(target_relation) %}
  {{ return(adapter.dispatch('scalar_function_sql', 'dbt')(target_relation)) }}
{% endmacro %}

{% macro default__scalar_function_sql(target_relation) %}
  {{ scalar_function_create_replace_signature_sql(target_relation) }}
  {{ scalar_function_body_sql() }};
{% endmacro %}

{% macro scalar_function_create_replace_signature_sql(target_relation) %}
  {{ return(adapter.dispatch('scalar_function_create_replace_signature_sql', 'dbt')(target_relation)) }}
{% endmacro %}

{% macro default__scalar_function_create_replace_signature_sql(target_relation) %}
  CREATE OR REPLACE FUNCTION {{ target_relation.render() }} ({{ formatted_scalar_function_args_sql() }})
  RETURNS {{ model.returns.data_type }}
  {{ scalar_function_volatility_sql() }}
  as
{% endmacro %}

{% macro formatted_scalar_function_args_sql() %}
  {{ return(adapter.dispatch('formatted_scalar_function_args_sql', 'dbt')()) }}
{% endmacro %}

{% macro default__formatted_scalar_function_args_sql() %}
  {%- set args = [] -%}
  {%- for arg in model.arguments -%}
    {%- do args.append(arg.name ~ ' ' ~ arg.data_type) -%}
  {%- endfor -%}
  {{ args | join(', ') }}
{% endmacro %}

{% macro scalar_function_body_sql() %}
  {{ return(adapter.dispatch('scalar_function_body_sql', 'dbt')()) }}
{% endmacro %}

{% macro default__scalar_function_body_sql() %}
  $$
{{ model.compiled_code }}
  $$ LANGUAGE SQL
{% endmacro %}

{% macro scalar_function_volatility_sql() %}
  {{ return(adapter.dispatch('scalar_function_volatility_sql', 'dbt')()) }}
{% endmacro %}

{% macro default__scalar_function_volatility_sql() %}
  {%- set volatility = model.config.get('volatility') -%}
  {%- if volatility == 'deterministic' -%}
    IMMUTABLE
  {%- elif volatility == 'stable' -%}
    STABLE
  {%- elif volatility == 'non-deterministic' -%}
    VOLATILE
  {%- elif volatility -%}
    {%- do unsupported_volatility_warning(volatility) -%}
  {%- endif -%}
{% endmacro %}

{% macro unsupported_volatility_warning(volatility) %}
  {{ return(adapter.dispatch('unsupported_volatility_warning', 'dbt')(volatility)) }}
{% endmacro %}

{% macro default__unsupported_volatility_warning(volatility) %}
  {%- do exceptions.warn("Found `" ~ volatility ~ "` volatility specified on function `" ~ model.name
      ~ "`. This volatility is not supported by " ~ adapter.type() ~ ", and will be ignored") -%}
{% endmacro %}
