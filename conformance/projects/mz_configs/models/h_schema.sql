{{ config(schema='extra', alias='renamed') }}
select 1 as id
