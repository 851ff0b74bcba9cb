{{ config(pre_hook='a') }}select 1
