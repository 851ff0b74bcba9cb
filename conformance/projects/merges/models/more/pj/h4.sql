{{ config(pre_hook='a') }}{% if true %}select 1{% endif %}
