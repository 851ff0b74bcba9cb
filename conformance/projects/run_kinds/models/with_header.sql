{{ config(materialized=var('kind') if var('kind') in ('view', 'table') else 'table', sql_header="set statement_timeout = 10000;") }}
select * from {{ ref('base') }}
