{{ config({'pre-hook': 'one', 'post_hook': 'two', 'tags': 'three'}) }}{% set x = config(pre_hook={'sql': 'four'}, tags='five') %}{{ config(**{'post-hook': 'six'}) }} select 1 as a
