{{ config(post_hook="insert into {{ target.schema }}.seen select 'cols ' || count(*) from {{ ref('plain') }}") }}
select * from {{ ref('plain') }}
