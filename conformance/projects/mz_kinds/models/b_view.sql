{{ config(indexes=[{'columns': ['id']}, {'columns': ['upper(name)'], 'name': 'by_name', 'cluster': 'other'}]) }}
select id, name from {{ ref('things') }}
