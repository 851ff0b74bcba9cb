{{ config(materialized = 'view', ) }}{{ other.config(tags=['no']) if false else '' }}select 1
