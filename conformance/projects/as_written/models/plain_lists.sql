{{ config(alias='e12', meta={'a': ['x',], 'b': {}, 'c': {'d': ['x', True]}}, tags=[]) }}
