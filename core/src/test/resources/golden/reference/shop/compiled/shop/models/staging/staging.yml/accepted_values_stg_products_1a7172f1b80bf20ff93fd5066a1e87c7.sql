
    
    

with all_values as (

    select
        category as value_field,
        count(*) as n_records

    from "shop"."shop_staging"."stg_products"
    group by category

)

select *
from all_values
where value_field not in (
    'digging','cutting','watering','clothing'
)


