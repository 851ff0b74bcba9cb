{{ config(severity='warn' if true else 'error') }}select 1 where false
