{{ config(alias='x' 'y') }}select 1
