{{ config(post_hook="{{ write_it('macro post') }}") }}
select 1 as id
