{{ config(post_hook=["select 2"], custom_key='custom', **{'pre-hook': 'select 0'}) }}
select * from {{ ref('old') }}
