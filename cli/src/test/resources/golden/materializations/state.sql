-- What stands on a Materialize, a line each: schemas, clusters, objects, columns, privileges. Roles, databases and what is built in are left out.
with
  owners as (select id, name from mz_roles),
  places as (
    select s.id, d.name || '.' || s.name as name
    from mz_schemas s join mz_databases d on d.id = s.database_id
  ),
  definitions as (
    select id, create_sql, null as cluster_id from mz_views
    union all select id, create_sql, cluster_id from mz_materialized_views
    union all select id, create_sql, cluster_id from mz_sources
    union all select id, create_sql, cluster_id from mz_sinks
    union all select id, create_sql, cluster_id from mz_indexes
    union all select id, create_sql, null from mz_tables
    union all select id, create_sql, null from mz_connections
  ),
  comments as (select id, object_type, object_sub_id, comment from mz_internal.mz_comments)
select 'schema ' || p.name || ' of ' || o.name || ' ' || s.privileges::text || coalesce(' -- ' || c.comment, '') as line
from mz_schemas s
join places p on p.id = s.id
join owners o on o.id = s.owner_id
left join comments c on c.id = s.id and c.object_type = 'schema'
union all
select 'cluster ' || c.name || ' of ' || o.name || ' ' || c.privileges::text
  || case when c.managed then ' ' || c.size || ' x' || c.replication_factor::text else ' unmanaged' end
  || coalesce(' ' || h.type || coalesce(' ' || h.refresh_hydration_time_estimate::text, ''), '') || coalesce(' -- ' || m.comment, '')
from mz_clusters c
join owners o on o.id = c.owner_id
left join mz_internal.mz_cluster_schedules h on h.cluster_id = c.id
left join comments m on m.id = c.id and m.object_type = 'cluster'
where c.id like 'u%'
union all
select 'replica ' || c.name || '.' || r.name || coalesce(' ' || r.size, '')
from mz_cluster_replicas r join mz_clusters c on c.id = r.cluster_id
where c.id like 'u%'
union all
select x.type || ' ' || p.name || '.' || x.name || ' of ' || o.name || coalesce(' in ' || c.name, '') || coalesce(' ' || x.privileges::text, '')
  || coalesce(': ' || d.create_sql, '') || coalesce(' -- ' || m.comment, '')
from mz_objects x
join places p on p.id = x.schema_id
join owners o on o.id = x.owner_id
left join definitions d on d.id = x.id
left join mz_clusters c on c.id = d.cluster_id
left join comments m on m.id = x.id and m.object_type = x.type and m.object_sub_id is null
where x.id like 'u%'
union all
select 'column ' || p.name || '.' || x.name || '.' || k.name || ' ' || k.type || case when k.nullable then '' else ' not null' end
  || coalesce(' -- ' || m.comment, '')
from mz_columns k
join mz_objects x on x.id = k.id
join places p on p.id = x.schema_id
left join comments m on m.id = x.id and m.object_type = x.type and m.object_sub_id = k.position
where x.id like 'u%'
union all
select 'default privilege ' || coalesce(object_owner, '') || ' in ' || coalesce(database, '') || '.' || coalesce(schema, '') || ': '
  || privilege_type || ' on ' || object_type || ' to ' || grantee
from mz_internal.mz_show_default_privileges
