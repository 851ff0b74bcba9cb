{{ config(group='finance_group', access='private', contract={'enforced': false}) }}
select * from {{ ref('helper_model') }}
