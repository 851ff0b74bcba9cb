{% set x = ref('stg_a') %}
select * from {{ x }} where {{ dbt_utils_like('a') }} and '{{ env_var("NOWHERE_SET", "x") }}' = ''
{% if execute %} {{ ref('never') }} {% endif %}
{% if is_incremental() %} x {% endif %}
