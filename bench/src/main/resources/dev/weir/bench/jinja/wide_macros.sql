{% macro lowered(names) -%}
    {%- set found = [] -%}
    {%- for name in names -%}
        {%- do found.append(name | lower) -%}
    {%- endfor -%}
    {{ return(found) }}
{%- endmacro %}

{% macro kept_columns(relation, exclude=[]) -%}
    {%- set dropped = lowered(exclude) -%}
    {%- set kept = [] -%}
    {%- for column in columns_of(relation) if column | lower not in dropped -%}
        {%- do kept.append(column) -%}
    {%- endfor -%}
    {{ return(kept) }}
{%- endmacro %}

{% macro quoted_name(name) -%}
    "{{ name | replace('"', '""') }}"
{%- endmacro %}

{% macro star(relation, alias=none, exclude=[], prefix='', suffix='', quoted=false) -%}
    {%- for column in kept_columns(relation, exclude) -%}
        {%- if alias %}{{ alias }}.{% endif -%}
        {%- if quoted -%}{{ quoted_name(column) | trim }}{%- else -%}{{ column }}{%- endif -%}
        {%- if prefix or suffix %} as {{ quoted_name(prefix ~ column ~ suffix) | trim }}{% endif -%}
        {%- if not loop.last %},{{ '\n        ' }}{% endif -%}
    {%- endfor -%}
{%- endmacro %}

{% macro union_all(relations, exclude=[], types={}) -%}
    {%- set order = {} -%}
    {%- for relation in relations -%}
        {%- for column in kept_columns(relation, exclude) -%}
            {%- if column not in order -%}
                {%- do order.update({column: types.get(column, 'text')}) -%}
            {%- endif -%}
        {%- endfor -%}
    {%- endfor -%}
    {%- for relation in relations %}
    (
        select
            cast('{{ relation }}' as text) as source_relation,
            {%- for column, type in order.items() %}
            cast({{ quoted_name(column) }} as {{ type }}) as {{ quoted_name(column) -}}
            {%- if not loop.last %},{% endif -%}
            {%- endfor %}
        from {{ relation }}
    )
    {%- if not loop.last %}
    union all
    {% endif -%}
    {%- endfor -%}
{%- endmacro %}

{% macro pivot(column, values, alias=true, agg='sum', cmp='=', prefix='', suffix='', then_value=1, else_value=0) -%}
    {%- for value in values %}
    {{ agg }}(
        case when {{ column }} {{ cmp }} '{{ value | replace("'", "''") }}' then {{ then_value }} else {{ else_value }} end
    )
    {%- if alias %} as {{ quoted_name(prefix ~ value ~ suffix) }}{% endif -%}
    {{ ',' if not loop.last }}
    {%- endfor %}
{%- endmacro %}
