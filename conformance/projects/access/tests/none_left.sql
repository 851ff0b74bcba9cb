{{ config(group='finance', severity='warn') }}
select * from {{ ref('ledger') }} where id is null
