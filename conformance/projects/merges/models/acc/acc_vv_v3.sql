{{ config(tags=['f'], pre_hook='fh', grants={'+select': 'f'}, meta={'x': {'w': 1}}) }} select 1 as a
