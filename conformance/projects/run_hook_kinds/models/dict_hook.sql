{{ config(pre_hook={"sql": "insert into {{ target.schema }}.seen values ('d1 {{ model.name }} {{ this.schema == target.schema }}')"}, post_hook={"sql": "insert into {{ target.schema }}.seen values ('d2')", "transaction": true}) }}
select 1 as id
