{{ config({'pre-hook': 'a'}) }}{% if true %}select 1{% endif %}
