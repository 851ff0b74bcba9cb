-- depends_on: {{ ref('ticks') }}
select counter from {{ source('lagging', 'ticks') }}
