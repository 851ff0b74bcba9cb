{# Whether the grants of a replaced relation carry over to the new one. #}
{% macro copy_grants() %}
  {%- do return(adapter.dispatch('copy_grants', 'dbt')()) -%}
{% endmacro %}

{% macro default__copy_grants() %}
  {%- do return(true) -%}
{% endmacro %}


{% macro support_multiple_grantees_per_dcl_statement() %}
  {%- do return(adapter.dispatch('support_multiple_grantees_per_dcl_statement', 'dbt')()) -%}
{% endmacro %}

{% macro default__support_multiple_grantees_per_dcl_statement() %}
  {%- do return(true) -%}
{% endmacro %}


{# A relation that was just made holds grants only if the database copied them. #}
{% macro should_revoke(existing_relation, full_refresh_mode=True) %}
  {%- if not existing_relation -%}
    {%- do return(false) -%}
  {%- endif -%}
  {%- do return(copy_grants() if full_refresh_mode else true) -%}
{% endmacro %}


{% macro get_show_grant_sql(relation) %}
  {%- do return(adapter.dispatch('get_show_grant_sql', 'dbt')(relation)) -%}
{% endmacro %}

{% macro default__get_show_grant_sql(relation) %}
  show grants on {{ relation.render() }}
{% endmacro %}


{% macro get_grant_sql(relation, privilege, grantees) %}
  {%- do return(adapter.dispatch('get_grant_sql', 'dbt')(relation, privilege, grantees)) -%}
{% endmacro %}

{% macro default__get_grant_sql(relation, privilege, grantees) -%}
  grant {{ privilege }} on {{ relation.render() }} to {{ grantees | join(', ') }}
{%- endmacro %}


{% macro get_revoke_sql(relation, privilege, grantees) %}
  {%- do return(adapter.dispatch('get_revoke_sql', 'dbt')(relation, privilege, grantees)) -%}
{% endmacro %}

{# The grantees come from the database as they are, those of get_grant_sql as the user wrote them. #}
{% macro default__get_revoke_sql(relation, privilege, grantees) -%}
  revoke {{ privilege }} on {{ relation.render() }} from {% for grantee in grantees %}{{ adapter.quote(grantee) }}{{ ", " if not loop.last }}{% endfor %}
{%- endmacro %}


{% macro get_dcl_statement_list(relation, grant_config, get_dcl_macro) %}
  {%- do return(adapter.dispatch('get_dcl_statement_list', 'dbt')(relation, grant_config, get_dcl_macro)) -%}
{% endmacro %}

{% macro default__get_dcl_statement_list(relation, grant_config, get_dcl_macro) %}
  {%- set statements = [] -%}
  {%- for privilege, grantees in grant_config.items() -%}
    {%- if grantees and support_multiple_grantees_per_dcl_statement() -%}
      {%- do statements.append(get_dcl_macro(relation, privilege, grantees)) -%}
    {%- else -%}
      {%- for grantee in grantees -%}
        {%- do statements.append(get_dcl_macro(relation, privilege, [grantee])) -%}
      {%- endfor -%}
    {%- endif -%}
  {%- endfor -%}
  {%- do return(statements) -%}
{% endmacro %}


{% macro call_dcl_statements(dcl_statement_list) %}
  {%- do return(adapter.dispatch('call_dcl_statements', 'dbt')(dcl_statement_list)) -%}
{% endmacro %}

{% macro default__call_dcl_statements(dcl_statement_list) %}
  {%- call statement('grants') -%}
    {%- for dcl_statement in dcl_statement_list %}
    {{ dcl_statement }};
    {%- endfor -%}
  {%- endcall -%}
{% endmacro %}


{% macro apply_grants(relation, grant_config, should_revoke) %}
  {%- do return(adapter.dispatch('apply_grants', 'dbt')(relation, grant_config, should_revoke)) -%}
{% endmacro %}

{% macro default__apply_grants(relation, grant_config, should_revoke=True) %}
  {%- if grant_config -%}
    {%- set to_grant = grant_config -%}
    {%- set to_revoke = {} -%}
    {%- if should_revoke -%}
      {%- set granted = adapter.standardize_grants_dict(run_query(get_show_grant_sql(relation))) -%}
      {%- set to_grant = diff_of_two_dicts(grant_config, granted) -%}
      {%- set to_revoke = diff_of_two_dicts(granted, grant_config) -%}
      {%- if not (to_grant or to_revoke) -%}
        {%- do log('On ' ~ relation.render() ~ ': All grants are in place, no revocation or granting needed.') -%}
      {%- endif -%}
    {%- endif -%}
    {%- set statements = get_dcl_statement_list(relation, to_revoke, get_revoke_sql)
        + get_dcl_statement_list(relation, to_grant, get_grant_sql) -%}
    {%- if statements -%}
      {%- do call_dcl_statements(statements) -%}
    {%- endif -%}
  {%- endif -%}
{% endmacro %}
