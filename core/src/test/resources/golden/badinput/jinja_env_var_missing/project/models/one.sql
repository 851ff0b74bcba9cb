select '{{ env_var('SHOP_NOWHERE') }}' as id
