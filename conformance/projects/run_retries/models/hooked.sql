{{ config(materialized='table', pre_hook="{{ exceptions.raise_compiler_error('hook says no') if execute and not var('ok') }}select 1") }} select 1 as id
