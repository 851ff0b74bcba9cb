{{ config(database='elsewhere', schema='apart', alias='other') }} select 1 as a
