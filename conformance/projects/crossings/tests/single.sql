{{ config(severity='error', tags=['one'], store_failures=false, alias='single_alias', group='ops') }}
select * from {{ ref('done') }} where {{ var('number') }} = 0