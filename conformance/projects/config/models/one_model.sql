{{ config(**settings()) }}
{{ config(meta={'second': true}, tags=['x']) }}
{{ config(sql_header="set y = 2", database='other', schema='Custom') }}
select * from {{ ref('again') }} where '{{ this }}' = '{{ config.get("schema") }}'
