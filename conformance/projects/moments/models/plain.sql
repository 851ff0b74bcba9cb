select 1 as id, '{{ model.config.meta }} {{ config.get("at") }} {{ config.get("begin") }} {{ model.columns.id.meta }} {{ var("at") }}' as said
