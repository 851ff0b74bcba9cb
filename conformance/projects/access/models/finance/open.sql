{{ config(access='public', group='people') }}
select 1 as id
