{{ config(schema='other', materialized='incremental', post_hook="{% if is_incremental() %}insert into {{ target.schema }}.audit (what) values ('incremental'){% endif %}") }}
select 1 as id
