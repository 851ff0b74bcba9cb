{{ config(access='protected') }} select * from {{ ref('am') }}
