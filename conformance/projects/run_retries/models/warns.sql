{% if execute and not var('ok') %}{{ exceptions.warn('a warning of mine') }}{% endif %} select 1 as id
