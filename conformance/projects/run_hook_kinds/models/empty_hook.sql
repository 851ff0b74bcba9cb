{{ config(pre_hook="", post_hook="  ") }}
select 1 as id
