-- Secrets, connections, sources, sinks: what is kept of them, and their catalog relations. Columns as Materialize's
-- documentation, "System catalog", and its test mz_catalog.slt have them.

-- Values of secrets: no role but the owner of this schema may read them (see grants.sql).
CREATE TABLE IF NOT EXISTS _weir.secret (id text PRIMARY KEY REFERENCES _weir.item ON DELETE CASCADE, value bytea NOT NULL);
CREATE OR REPLACE FUNCTION _weir.put_secret(id_ text, value_ bytea) RETURNS void LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog AS $f$
    INSERT INTO _weir.secret VALUES (id_, value_) ON CONFLICT (id) DO UPDATE SET value = excluded.value
$f$;
CREATE TABLE IF NOT EXISTS _weir.connection (
    id text PRIMARY KEY REFERENCES _weir.item ON DELETE CASCADE, brokers text[] NOT NULL DEFAULT '{}', progress_topic text,
    public_key_1 text, public_key_2 text, aws jsonb NOT NULL DEFAULT '{}');
-- a source that reads through a connection, or a load generator
CREATE TABLE IF NOT EXISTS _weir.ingestion (
    id text PRIMARY KEY REFERENCES _weir.item ON DELETE CASCADE, connection_id text, generator text, as_of bigint, up_to bigint,
    topic text, group_id_prefix text, publication text, replication_slot text, envelope text, key_format text, value_format text,
    settings jsonb NOT NULL DEFAULT '{}', confirmed_lsn text, trouble text);
-- what a source could give
CREATE TABLE IF NOT EXISTS _weir.source_reference (
    source_id text NOT NULL REFERENCES _weir.item ON DELETE CASCADE, namespace text, name text NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now(), columns text[] NOT NULL, position bigint GENERATED ALWAYS AS IDENTITY);
-- a subsource, or a table from a source, and the upstream relation it shows
CREATE TABLE IF NOT EXISTS _weir.export (
    id text PRIMARY KEY REFERENCES _weir.item ON DELETE CASCADE, source_id text NOT NULL, path text[] NOT NULL,
    text_columns text[] NOT NULL DEFAULT '{}', exclude_columns text[] NOT NULL DEFAULT '{}', envelope text, key_format text, value_format text);
ALTER TABLE _weir.export ADD COLUMN IF NOT EXISTS start_lsn text;
ALTER TABLE _weir.export ADD COLUMN IF NOT EXISTS upstream_columns text[];
CREATE TABLE IF NOT EXISTS _weir.unique_key (id text PRIMARY KEY REFERENCES _weir.item ON DELETE CASCADE, columns text[] NOT NULL);
CREATE TABLE IF NOT EXISTS _weir.webhook (
    id text PRIMARY KEY REFERENCES _weir.item ON DELETE CASCADE, body_format text NOT NULL, json_array boolean NOT NULL,
    headers jsonb NOT NULL, check_sql text, check_inputs jsonb NOT NULL);
CREATE TABLE IF NOT EXISTS _weir.endpoint (what text PRIMARY KEY, url text NOT NULL);
CREATE TABLE IF NOT EXISTS _weir.sink (
    id text PRIMARY KEY REFERENCES _weir.item ON DELETE CASCADE, from_id text NOT NULL, connection_id text NOT NULL, topic text,
    namespace text, table_name text, envelope text, key_format text, value_format text);

CREATE OR REPLACE FUNCTION _weir.enter(
    id_ text, relation_ regclass, schema_ text, name_ text, type_ text, source_type_ text, parent_ text, cluster_ text,
    create_sql_ text, tick_ interval, on_ids text[]) RETURNS void LANGUAGE sql VOLATILE AS $f$
    INSERT INTO _weir.item (id, oid, relation, name, nsp, type, source_type, parent_id, cluster_id, owner_id, create_sql, tick)
    VALUES (id_, coalesce(relation_::oid, _weir.next_oid()), relation_ IS NOT NULL, CASE WHEN relation_ IS NULL THEN name_ END,
        CASE WHEN relation_ IS NULL THEN (SELECT oid FROM pg_catalog.pg_namespace WHERE nspname = schema_) END,
        type_, source_type_, parent_, (SELECT id FROM _weir.cluster WHERE name = cluster_), _weir.me(), create_sql_, tick_);
    INSERT INTO _weir.dependency SELECT DISTINCT id_, o FROM unnest(on_ids) AS o WHERE o <> id_ ON CONFLICT DO NOTHING
$f$;

-- removes items with all that needs them; the number of others gone, indexes and progress relations not counted
CREATE OR REPLACE FUNCTION _weir.remove(ids text[]) RETURNS bigint LANGUAGE plpgsql VOLATILE SET plan_cache_mode = force_generic_plan SET enable_nestloop = on AS $f$
DECLARE
    doomed text[] := ids;
    edge text[] := ids;
    gone record;
    others bigint;
    sweeps boolean;
BEGIN
    WHILE cardinality(edge) > 0 LOOP
        SELECT coalesce(array_agg(DISTINCT x.id), '{}') INTO edge FROM (
            SELECT d.id FROM unnest(edge) AS e(id), _weir.dependents(e.id) d
            UNION SELECT i.id FROM _weir.item i WHERE i.on_id = ANY (edge)
            UNION SELECT i.id FROM _weir.item i WHERE i.parent_id = ANY (edge)) x
        WHERE x.id <> ALL (doomed);
        doomed := doomed || edge;
    END LOOP;
    SELECT count(*) INTO others FROM _weir.item i WHERE i.id = ANY (doomed) AND i.id <> ALL (ids) AND i.type <> 'index'
        AND i.source_type IS DISTINCT FROM 'progress';
    -- with a type may go what was not found here, with a schedule its rows; to look for them costs the more the more there is
    sweeps := EXISTS (SELECT FROM _weir.item i WHERE i.id = ANY (doomed) AND i.type = 'type')
        OR EXISTS (SELECT FROM _weir.refreshed r WHERE r.id = ANY (doomed));
    FOR gone IN SELECT c.oid, format('%I.%I', n.nspname, c.relname) AS name,
            CASE c.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' ELSE 'TABLE' END AS kind
            FROM _weir.item i JOIN pg_catalog.pg_class c ON i.relation AND c.oid = i.oid
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE i.id = ANY (doomed) ORDER BY length(i.id) DESC, i.id DESC LOOP
        IF EXISTS (SELECT FROM pg_catalog.pg_class c WHERE c.oid = gone.oid) THEN
            EXECUTE 'DROP ' || gone.kind || ' ' || gone.name || ' CASCADE';
        END IF;
    END LOOP;
    DELETE FROM _weir.item i WHERE i.id = ANY (doomed);
    IF sweeps THEN
        PERFORM _weir.sweep();
    END IF;
    DELETE FROM _weir.replacement r WHERE r.id = ANY (doomed);
    DELETE FROM _weir.dependency d WHERE d.id = ANY (doomed);
    DELETE FROM _weir.index_column x WHERE x.index_id = ANY (doomed);
    DELETE FROM _weir.comment k WHERE k.id = ANY (doomed) AND k.object_type NOT IN ('schema', 'database', 'cluster', 'role', 'cluster-replica', 'network-policy');
    RETURN others;
END
$f$;
-- what stands in the way of dropping an item: its direct dependents and those of the progress relation that goes with it
CREATE OR REPLACE FUNCTION _weir.obstacles(id_ text) RETURNS TABLE (type text, name text) LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan SET enable_nestloop = on AS $f$
#variable_conflict use_column
BEGIN
    RETURN QUERY SELECT n.type, n.name FROM (
        SELECT DISTINCT d.id FROM (SELECT id_ AS id UNION SELECT i.id FROM _weir.item i WHERE i.parent_id = id_ AND i.source_type = 'progress') x,
            _weir.dependents(x.id) d WHERE d.distance = 1) o
    JOIN _weir.named_item n ON n.id = o.id
    WHERE n.id <> id_ AND n.type <> 'index' AND NOT (n.parent_id IS NOT DISTINCT FROM id_ AND n.source_type IS NOT DISTINCT FROM 'progress')
    ORDER BY length(n.id), n.id;
END
$f$;

-- ---- catalog relations
CREATE OR REPLACE VIEW mz_catalog.mz_secrets AS
    SELECT o.id, o.oid, o.schema_id, o.name, o.owner_id, o.privileges FROM mz_catalog.mz_objects o WHERE o.type = 'secret';
CREATE OR REPLACE VIEW mz_catalog.mz_connections AS
    SELECT o.id, o.oid, o.schema_id, o.name, i.source_type AS type, o.owner_id, o.privileges,
        _weir.rendered(i.create_sql, false) AS create_sql, _weir.rendered_redacted(i.create_sql, false) AS redacted_create_sql
    FROM mz_catalog.mz_objects o JOIN _weir.item i ON i.id = o.id WHERE o.type = 'connection';
CREATE OR REPLACE VIEW mz_catalog.mz_kafka_connections AS
    SELECT c.id, c.brokers, coalesce(c.progress_topic, '_materialize-progress-' || mz_catalog.mz_environment_id() || '-' || c.id) AS sink_progress_topic
    FROM _weir.connection c JOIN _weir.item i ON i.id = c.id AND i.source_type = 'kafka';
CREATE OR REPLACE VIEW mz_catalog.mz_ssh_tunnel_connections AS
    SELECT c.id, c.public_key_1, c.public_key_2 FROM _weir.connection c JOIN _weir.item i ON i.id = c.id AND i.source_type = 'ssh-tunnel';
CREATE OR REPLACE VIEW mz_catalog.mz_aws_privatelink_connections AS
    SELECT c.id, 'arn:aws:iam::000000000000:role/sandbox_' || c.id AS principal
    FROM _weir.connection c JOIN _weir.item i ON i.id = c.id AND i.source_type = 'aws-privatelink';
CREATE OR REPLACE VIEW mz_internal.mz_aws_connections AS
    SELECT c.id, c.aws ->> 'ENDPOINT' AS endpoint, c.aws ->> 'REGION' AS region, c.aws ->> 'ACCESS KEY ID' AS access_key_id,
        c.aws ->> 'ACCESS KEY ID SECRET' AS access_key_id_secret_id, c.aws ->> 'SECRET ACCESS KEY SECRET' AS secret_access_key_secret_id,
        c.aws ->> 'SESSION TOKEN' AS session_token, c.aws ->> 'SESSION TOKEN SECRET' AS session_token_secret_id,
        c.aws ->> 'ASSUME ROLE ARN' AS assume_role_arn, c.aws ->> 'ASSUME ROLE SESSION NAME' AS assume_role_session_name,
        NULL::text AS principal, NULL::text AS external_id, NULL::jsonb AS example_trust_policy
    FROM _weir.connection c JOIN _weir.item i ON i.id = c.id AND i.source_type = 'aws';
-- Few rows, joined by most look-ups: computed once a statement.
CREATE OR REPLACE VIEW mz_catalog.mz_sources AS
    WITH source AS MATERIALIZED (SELECT n.* FROM _weir.named_item n WHERE n.type = 'source')
    SELECT o.id, o.oid, o.schema_id, o.name, o.source_type AS type, g.connection_id, NULL::text AS size,
        CASE WHEN o.source_type = 'load-generator' THEN coalesce(g.envelope, 'none') ELSE g.envelope END AS envelope_type,
        g.key_format, g.value_format,
        CASE WHEN o.parent_id IS NULL THEN o.cluster_id END AS cluster_id, o.owner_id, m.privileges,
        _weir.rendered(o.create_sql, false) AS create_sql, _weir.rendered_redacted(o.create_sql, false) AS redacted_create_sql
    FROM source o LEFT JOIN _weir.ingestion g ON g.id = o.id JOIN mz_catalog.mz_objects m ON m.id = o.id;
CREATE OR REPLACE VIEW mz_catalog.mz_kafka_sources AS
    SELECT g.id, g.group_id_prefix, g.topic FROM _weir.ingestion g JOIN _weir.item i ON i.id = g.id AND i.source_type = 'kafka';
CREATE OR REPLACE VIEW mz_internal.mz_postgres_sources AS
    SELECT g.id, coalesce(g.replication_slot, 'materialize_' || md5(g.id)) AS replication_slot, 1::bigint::mz_catalog.uint8 AS timeline_id
    FROM _weir.ingestion g JOIN _weir.item i ON i.id = g.id AND i.source_type = 'postgres';
CREATE OR REPLACE VIEW _weir.exported AS
    SELECT e.id, e.path, e.envelope, e.key_format, e.value_format, s.source_type AS kind FROM _weir.export e JOIN _weir.item s ON s.id = e.source_id;
CREATE OR REPLACE VIEW mz_internal.mz_postgres_source_tables AS
    SELECT id, path[cardinality(path) - 1] AS schema_name, path[cardinality(path)] AS table_name FROM _weir.exported WHERE kind = 'postgres';
CREATE OR REPLACE VIEW mz_internal.mz_mysql_source_tables AS
    SELECT id, path[cardinality(path) - 1] AS schema_name, path[cardinality(path)] AS table_name FROM _weir.exported WHERE kind = 'mysql';
CREATE OR REPLACE VIEW mz_internal.mz_sql_server_source_tables AS
    SELECT id, path[cardinality(path) - 1] AS schema_name, path[cardinality(path)] AS table_name FROM _weir.exported WHERE kind = 'sql-server';
CREATE OR REPLACE VIEW mz_internal.mz_kafka_source_tables AS
    SELECT id, path[cardinality(path)] AS topic, coalesce(envelope, 'none') AS envelope_type, key_format, value_format FROM _weir.exported WHERE kind = 'kafka';
CREATE OR REPLACE VIEW mz_internal.mz_source_references AS
    SELECT source_id, namespace, name, updated_at, columns FROM _weir.source_reference;
CREATE OR REPLACE VIEW mz_internal.mz_source_statuses AS
    SELECT n.id, n.name, n.source_type AS type, (SELECT max(started_at) FROM _weir.uptime) AS last_status_change_at,
        CASE WHEN g.trouble IS NULL THEN 'running' ELSE 'stalled' END AS status, g.trouble AS error, NULL::jsonb AS details
    FROM _weir.named_item n LEFT JOIN _weir.ingestion g ON g.id = n.id OR g.id = n.parent_id AND n.source_type = 'subsource'
    WHERE n.type = 'source';
CREATE OR REPLACE FUNCTION _weir.percent_encoded(plain text) RETURNS text LANGUAGE sql IMMUTABLE AS $f$
    SELECT coalesce(string_agg(CASE WHEN c BETWEEN 48 AND 57 OR c BETWEEN 65 AND 90 OR c BETWEEN 97 AND 122 OR c IN (45, 46, 95, 126) THEN chr(c)
        ELSE '%' || upper(lpad(to_hex(c), 2, '0')) END, '' ORDER BY o), '')
    FROM (SELECT o, get_byte(convert_to(plain, 'UTF8'), o) AS c FROM generate_series(0, octet_length(convert_to(plain, 'UTF8')) - 1) AS o) AS bytes
$f$;
CREATE OR REPLACE VIEW mz_internal.mz_webhook_sources AS
    SELECT n.id, n.name, (SELECT url FROM _weir.endpoint WHERE what = 'webhook') || '/api/webhook/' || _weir.percent_encoded(d.name) || '/'
        || _weir.percent_encoded(n.schema_name) || '/' || _weir.percent_encoded(n.name) AS url
    FROM _weir.named_item n JOIN _weir.webhook w ON w.id = n.id JOIN _weir.database d ON d.id = n.database_id;
CREATE OR REPLACE VIEW mz_catalog.mz_sinks AS
    WITH sink AS MATERIALIZED (SELECT n.* FROM _weir.named_item n WHERE n.type = 'sink')
    SELECT o.id, o.oid, o.schema_id, o.name, o.source_type AS type, k.connection_id, NULL::text AS size, k.envelope AS envelope_type,
        CASE WHEN k.key_format IS NULL OR k.key_format = k.value_format THEN k.value_format ELSE 'key-' || k.key_format || '-value-' || k.value_format END AS format,
        k.key_format, k.value_format, o.cluster_id, o.owner_id, _weir.rendered(o.create_sql, false) AS create_sql,
        _weir.rendered_redacted(o.create_sql, false) AS redacted_create_sql
    FROM sink o LEFT JOIN _weir.sink k ON k.id = o.id;
CREATE OR REPLACE VIEW mz_catalog.mz_kafka_sinks AS SELECT k.id, k.topic FROM _weir.sink k WHERE k.topic IS NOT NULL;
CREATE OR REPLACE VIEW mz_catalog.mz_iceberg_sinks AS
    SELECT k.id, k.namespace, k.table_name AS "table" FROM _weir.sink k WHERE k.namespace IS NOT NULL;
CREATE OR REPLACE VIEW mz_catalog.mz_tables AS
    SELECT o.id, o.oid, o.schema_id, o.name, o.owner_id, o.privileges, _weir.rendered(i.create_sql, false) AS create_sql,
        _weir.rendered_redacted(i.create_sql, false) AS redacted_create_sql, i.parent_id AS source_id
    FROM mz_catalog.mz_objects o LEFT JOIN _weir.item i ON i.id = o.id WHERE o.type = 'table';

-- ---- functions that CHECK of a webhook leans on
CREATE OR REPLACE FUNCTION mz_catalog.constant_time_eq(bytea, bytea) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT RETURN $1 = $2;
CREATE OR REPLACE FUNCTION mz_catalog.constant_time_eq(text, text) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT RETURN $1 = $2;
DO $crypto$
BEGIN
    CREATE EXTENSION IF NOT EXISTS pgcrypto SCHEMA _weir;
    CREATE OR REPLACE FUNCTION mz_catalog.hmac(bytea, bytea, text) RETURNS bytea LANGUAGE sql IMMUTABLE STRICT AS 'SELECT _weir.hmac($1, $2, $3)';
    CREATE OR REPLACE FUNCTION mz_catalog.hmac(text, text, text) RETURNS bytea LANGUAGE sql IMMUTABLE STRICT
        AS $f$SELECT _weir.hmac(convert_to($1, 'UTF8'), convert_to($2, 'UTF8'), $3)$f$;
    CREATE OR REPLACE FUNCTION mz_catalog.digest(bytea, text) RETURNS bytea LANGUAGE sql IMMUTABLE STRICT AS 'SELECT _weir.digest($1, $2)';
    CREATE OR REPLACE FUNCTION mz_catalog.digest(text, text) RETURNS bytea LANGUAGE sql IMMUTABLE STRICT
        AS $f$SELECT _weir.digest(convert_to($1, 'UTF8'), $2)$f$;
EXCEPTION WHEN OTHERS THEN
    RAISE WARNING 'hmac and digest are not there: %', SQLERRM;
END
$crypto$;
