select {{ whisper('x') }} from {{ ref('m') }}
