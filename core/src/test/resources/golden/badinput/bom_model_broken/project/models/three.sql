select {{ ref('one' }}
