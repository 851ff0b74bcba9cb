{{ config(access='private', group='g') }} select 1 as id
