-- {{ target.name }} {{ target.type }} {{ target.threads }} {{ project_name }} {{ dbt_version }} {{ this }} {{ this.schema }}
-- {{ model.name }} {{ model.unique_id }} {{ model.fqn }} {{ model.path }} {{ model.config.materialized }} {{ model.original_file_path }}
-- {{ var('list') }} {{ var('nothing') }} {{ var('flag', true) }} {{ var('missing', 'fallback') }} {{ var.has_var('a') }}
-- {{ env_var('NOT_THERE_AT_ALL', 'dflt') }} {{ execute }} {{ flags.FULL_REFRESH }} {{ builtins.ref('other') }} {{ api.Relation.create(schema='s', identifier='i') }}
-- {{ tojson({'b': 1, 'a': [1, none]}) }} {{ toyaml({'k': 'v'}) }} {{ fromjson('{"x": 1}')['x'] }} {{ fromyaml('y: 2').y }} {{ zip([1], [2]) | list }} {{ set([1, 1]) | list }}
-- {{ modules.datetime.date(2020, 1, 2) }} {{ modules.re.sub('a', 'b', 'aa') }} {{ local_md5('x') }} {{ as_number('3') + 1 if false else 4 }} {{ return_it() }}
-- {{ graph.nodes.keys() | list | length if execute else 0 }} {{ selected_resources | length >= 0 }} {{ adapter.quote('Q') }} {{ exceptions is defined }}
-- {{ dbt.type_string() }} {{ dbt.concat(["'a'", "'b'"]) }} {{ dbt.dateadd('day', 1, 'x') }} {{ type_timestamp() }} {{ dbt.safe_cast('x', 'int') }} {{ dbt.hash('x') }}
-- {{ dbt_utils_like('x') }} {{ config.get('materialized') }} {{ config.require('materialized') }} {{ config.get('nope', 'default') }}
select {{ range(3) | join(', ') }}
