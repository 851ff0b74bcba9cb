{{ config(pre_hook=["insert into {{ target.schema }}.seen values ('l1')", "{{ 'insert into ' ~ target.schema ~ '.seen values (1)' }}"]) }}
select 1 as id
