{{ config(meta={'a': true}) }}select 1
