{{ config(meta={'a': 'x}}y'}) }} select '{ }' }}
