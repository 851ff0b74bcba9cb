{% macro convert_datetime(date_str, date_fmt) %}
  {%- do return(modules.datetime.datetime.strptime(date_str, date_fmt)) -%}
{% endmacro %}


{% macro dates_in_range(start_date_str, end_date_str=none, in_fmt="%Y%m%d", out_fmt="%Y%m%d") %}
  {%- set first = convert_datetime(start_date_str, in_fmt) -%}
  {%- set last = first if end_date_str is none else convert_datetime(end_date_str, in_fmt) -%}
  {%- set days = (last - first).days -%}
  {%- if days < 0 -%}
    {%- do exceptions.raise_compiler_error(
        'Partition start date is after the end date ({}, {})'.format(start_date_str, end_date_str or start_date_str)) -%}
  {%- endif -%}
  {%- set dates = [] -%}
  {%- for day in range(days + 1) -%}
    {%- do dates.append((first + modules.datetime.timedelta(days=day)).strftime(out_fmt)) -%}
  {%- endfor -%}
  {%- do return(dates) -%}
{% endmacro %}


{% macro partition_range(raw_partition_date, date_fmt='%Y%m%d') %}
  {%- set bounds = (raw_partition_date | string).split(",") -%}
  {%- if bounds | length > 2 -%}
    {%- do exceptions.raise_compiler_error("Invalid partition time. Expected format: {Start Date}[,{End Date}]. Got: " ~ raw_partition_date) -%}
  {%- endif -%}
  {%- set first = bounds[0].strip() -%}
  {%- set last = bounds[1].strip() if bounds | length == 2 else none -%}
  {%- do return(dates_in_range(first, last, in_fmt=date_fmt)) -%}
{% endmacro %}


{% macro py_current_timestring() %}
  {%- do return(modules.datetime.datetime.now().strftime("%Y%m%d%H%M%S%f")) -%}
{% endmacro %}


{% macro is_core_v2() %}
  {%- do return(false) -%}
{% endmacro %}
