{{ config(post_hook="create index one in cluster serving on {{ this }} (id); create index two in cluster serving on {{ this }} (id)") }}
select 1 as id
