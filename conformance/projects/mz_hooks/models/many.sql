{{ config(materialized='materialized_view',
    pre_hook=["insert into log.told values ('before')", {'sql': "insert into log.told values ('before, outside')", 'transaction': false}],
    post_hook=[{'sql': "insert into log.told values ('after, outside')", 'transaction': false}, {'sql': '', 'transaction': false},
      "insert into log.told values ('after')", "create index extra in cluster serving on {{ this }} (id)"]) }}
select id from {{ ref('seeded') }}
