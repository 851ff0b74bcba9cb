select * from {{ ref('stg_customers') }} join {{ ref('stg_countries') }} using (id)
