{{ config({'pre-hook': 'a', 'tags': 't'}) }}{% if true %}select 1{% endif %}
