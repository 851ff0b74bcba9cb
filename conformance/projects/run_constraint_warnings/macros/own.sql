{% materialization own, default %}
  {% call statement('main') %} create table if not exists {{ this }} as {{ sql }} {% endcall %}
  {{ return({'relations': [this]}) }}
{% endmaterialization %}
