{{ config(tags='sql', meta={'y': 2, 'w': 3}, pre_hook="select 9", post_hook=["a", {"sql": "b", "transaction": false}], alias='alias_a', grants={'+select': ['two'], 'insert': 'three'}, unknown_thing=[1,2]) }}
{{ config(tags=['again'], meta={'v': 4}) }}
select * from {{ source('web', 'visits') }} -- {{ this }} {{ this.schema }}
