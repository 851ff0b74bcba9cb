select * from {{ ref('base') }} where {{ 'nothing = 1' if not var('ok') else 'id = 2' }}
