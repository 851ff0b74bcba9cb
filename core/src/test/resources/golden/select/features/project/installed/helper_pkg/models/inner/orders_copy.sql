select * from {{ source('raw', 'pkg_table') }}
