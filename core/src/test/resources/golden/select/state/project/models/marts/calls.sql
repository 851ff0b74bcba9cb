{{ config(pre_hook="{{ hook_macro() }}") }}
select {{ inner_macro() }} as id
