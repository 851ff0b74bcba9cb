select a from {{ ref('moved') }}
