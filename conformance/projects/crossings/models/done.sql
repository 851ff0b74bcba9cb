{% do config(alias='done_alias') %}
{{ configure('table') }}
{{ config({'tags': ['dict'], 'meta': {'d': [1, 2, {'x': none}]}, 'post_hook': ['select 9'], 'pre-hook': "select 8"}) }}
{{ config(post_hook="select '{{ this.name }}'", schema='done', cluster_by=['a', 'b'], custom={'k': True}) }}
select {{ star_of(3) }} from (select 1 as c0, 2 as c1, 3 as c2) x
