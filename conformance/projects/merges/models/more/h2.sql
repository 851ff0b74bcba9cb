{% do config({'pre-hook': 'a'}) %}{{ config(tags='x') }}
