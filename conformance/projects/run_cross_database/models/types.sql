{{ config(materialized='table') }}
select null::{{ dbt.type_string() }} as s, null::{{ dbt.type_timestamp() }} as t, null::{{ dbt.type_float() }} as f, null::{{ dbt.type_numeric() }} as n,
  null::{{ dbt.type_bigint() }} as b, null::{{ dbt.type_int() }} as i, null::{{ dbt.type_boolean() }} as o
