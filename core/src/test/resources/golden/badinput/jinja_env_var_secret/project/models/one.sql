select '{{ env_var('DBT_ENV_SECRET_X') }}' as id
