-- </script><script>window.hacked = 'code'</script>
{# a comment <img src=x onerror="window.hacked='jinja'"> #}
select '</pre><script>window.hacked = "text"</script>' as a, {{ quoted("x") }} as b
from {{ source('raw', 'events') }} as e
join {{ ref('given_rows') }} using (id)
