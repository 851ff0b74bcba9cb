select {{ 'id' if var('ok') else 'nothing' }} as id from {{ ref('base') }}
