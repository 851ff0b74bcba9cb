{% set wanted = var('model_to_use') %}
{% for name in ['base', 'a_model'] %}
select '{{ name }}' from {{ ref(name) }} union all
{% endfor %}
select * from {{ ref(wanted) }} union all select * from {{ pick_ref('b_model') }}
{% if execute %}union all select '{{ graph.nodes | length > 0 }}' {% for n in graph.nodes.values() | selectattr('resource_type', 'equalto', 'seed') | sort(attribute='unique_id') %} -- {{ n.unique_id }} {{ n.tags }} {{ n.config.column_types }}
{% endfor %}{% endif %}
union all select * from {{ ref('alpha', 'base') }} union all select * from {{ ref(package='alpha', name='over') if false else ref('alpha', 'over') }}
{% if not execute %}{{ ref('layer_one') }}{% endif %}
-- depends_on: {{ ref('ver', v=1) }} {{ ref('ver', version=2) }} {{ ref('ver') }}
-- {{ model.config.meta }} {{ model.tags }} {{ this }} {{ model.fqn }} {{ config.get('meta').root }} {{ config.get('nope', 'dflt') }} {{ config.get('materialized') }} {{ model.unique_id }}
