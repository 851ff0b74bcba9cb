{{ config(alias='e22', meta={'pre_hook': 'x'}) }}
