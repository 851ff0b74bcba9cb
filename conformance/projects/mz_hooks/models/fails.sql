{{ config(enabled=var('all', true), pre_hook="insert into log.told values ('before failing')", post_hook="insert into log.nowhere values ('after')") }}
select 1 as id
