{{ exceptions.raise_compiler_error('the moon is full') }}select 1 as id
