{{ config(tags='f', meta={'z': 3}) }}{{ config(tags=['g'], meta={'zz': 3}) }} select 1 as id
