-- What the sandbox keeps beside PostgreSQL's own catalog, and how it is read. Run whenever a file of this folder changes:
-- every statement must leave what is already there alone.
CREATE TABLE IF NOT EXISTS _weir.counter (kind text PRIMARY KEY, last bigint NOT NULL);
INSERT INTO _weir.counter VALUES ('item', 0), ('schema', 0), ('database', 0), ('cluster', 0), ('replica', 0), ('role', 1), ('oid', 20000), ('policy', 0) ON CONFLICT DO NOTHING;
CREATE OR REPLACE FUNCTION _weir.next_id(kind_ text) RETURNS text LANGUAGE sql VOLATILE AS $f$
    UPDATE _weir.counter SET last = last + 1 WHERE kind = kind_ RETURNING 'u' || last
$f$;
CREATE OR REPLACE FUNCTION _weir.next_oid() RETURNS oid LANGUAGE sql VOLATILE AS $f$
    UPDATE _weir.counter SET last = last + 1 WHERE kind = 'oid' RETURNING last::oid
$f$;
-- the role of the session
CREATE OR REPLACE FUNCTION _weir.me() RETURNS text LANGUAGE sql STABLE RETURN coalesce(current_setting('weir.role', true), 'u1');
CREATE TABLE IF NOT EXISTS _weir.role (id text PRIMARY KEY, oid oid NOT NULL, name text NOT NULL UNIQUE);
ALTER TABLE _weir.role ADD COLUMN IF NOT EXISTS inherit boolean NOT NULL DEFAULT true;
-- null: nothing was said at CREATE ROLE
ALTER TABLE _weir.role ADD COLUMN IF NOT EXISTS login boolean;
ALTER TABLE _weir.role ADD COLUMN IF NOT EXISTS super boolean;
-- salt and digest, never the password
ALTER TABLE _weir.role ADD COLUMN IF NOT EXISTS password text;
CREATE TABLE IF NOT EXISTS _weir.role_member (
    role_id text NOT NULL, member_id text NOT NULL, grantor_id text NOT NULL, PRIMARY KEY (role_id, member_id));
CREATE TABLE IF NOT EXISTS _weir.role_parameter (role_id text NOT NULL, name text NOT NULL, value text NOT NULL, PRIMARY KEY (role_id, name));
-- server parameters that ALTER SYSTEM has set
CREATE TABLE IF NOT EXISTS _weir.parameter (name text PRIMARY KEY, value text NOT NULL, changed_at timestamptz NOT NULL DEFAULT now());
-- privileges are items as mz_aclitem prints them: grantee=letters/grantor, roles by id, nobody for PUBLIC
CREATE TABLE IF NOT EXISTS _weir.system_acl (id boolean PRIMARY KEY DEFAULT true CHECK (id), privileges text[] NOT NULL);
CREATE TABLE IF NOT EXISTS _weir.default_privilege (
    role_id text NOT NULL, database_id text, schema_id text, object_type text NOT NULL, grantee text NOT NULL, letters text NOT NULL,
    UNIQUE NULLS NOT DISTINCT (role_id, database_id, schema_id, object_type, grantee));
CREATE TABLE IF NOT EXISTS _weir.database (id text PRIMARY KEY, oid oid NOT NULL, name text NOT NULL UNIQUE, owner_id text NOT NULL);
CREATE TABLE IF NOT EXISTS _weir.schema (id text PRIMARY KEY, nsp oid NOT NULL UNIQUE, database_id text NOT NULL, owner_id text NOT NULL);
CREATE TABLE IF NOT EXISTS _weir.cluster (
    id text PRIMARY KEY, name text NOT NULL UNIQUE, managed boolean NOT NULL, size text, replication_factor bigint,
    schedule text NOT NULL DEFAULT 'manual', hydration_estimate interval, owner_id text NOT NULL, options jsonb NOT NULL DEFAULT '{}');
CREATE TABLE IF NOT EXISTS _weir.replica (
    id text PRIMARY KEY, cluster_id text NOT NULL, name text NOT NULL, size text NOT NULL, availability_zone text,
    UNIQUE (cluster_id, name));
ALTER TABLE _weir.replica ADD COLUMN IF NOT EXISTS owner_id text;
ALTER TABLE _weir.replica ADD COLUMN IF NOT EXISTS created_at timestamptz NOT NULL DEFAULT now();
-- what replicas have reported, beside being online since they are there
CREATE TABLE IF NOT EXISTS _weir.replica_event (
    replica_id text NOT NULL, status text NOT NULL, reason text, occurred_at timestamptz NOT NULL);
-- network policies and their rules
CREATE TABLE IF NOT EXISTS _weir.policy (id text PRIMARY KEY, oid oid NOT NULL, name text NOT NULL UNIQUE, owner_id text NOT NULL, privileges text[]);
CREATE TABLE IF NOT EXISTS _weir.policy_rule (
    policy_id text NOT NULL, place bigint NOT NULL, name text NOT NULL, action text NOT NULL, address text NOT NULL, direction text NOT NULL);
-- relations: name and schema are pg_class's; what is no relation there (indexes, sinks, connections, …) carries its own
CREATE TABLE IF NOT EXISTS _weir.item (
    id text PRIMARY KEY, oid oid NOT NULL UNIQUE, relation boolean NOT NULL, name text, type text NOT NULL,
    source_type text, on_id text, parent_id text, cluster_id text, owner_id text NOT NULL, create_sql text NOT NULL,
    definition text, nsp oid, created_at timestamptz NOT NULL DEFAULT now(), tick interval, options text[] NOT NULL DEFAULT '{}');
ALTER TABLE _weir.database ADD COLUMN IF NOT EXISTS privileges text[];
ALTER TABLE _weir.schema ADD COLUMN IF NOT EXISTS privileges text[];
ALTER TABLE _weir.cluster ADD COLUMN IF NOT EXISTS privileges text[];
ALTER TABLE _weir.item ADD COLUMN IF NOT EXISTS privileges text[];
CREATE INDEX IF NOT EXISTS item_on_id_idx ON _weir.item (on_id);
CREATE INDEX IF NOT EXISTS item_parent_id_idx ON _weir.item (parent_id);
-- folders of before: indexes had their schema through what they are on
ALTER TABLE _weir.item ADD COLUMN IF NOT EXISTS nsp oid;
UPDATE _weir.item i SET nsp = c.relnamespace FROM _weir.item o JOIN pg_catalog.pg_class c ON c.oid = o.oid
    WHERE i.nsp IS NULL AND NOT i.relation AND o.id = i.on_id;
-- what items need besides the relations that PostgreSQL knows a view reads
CREATE TABLE IF NOT EXISTS _weir.dependency (id text NOT NULL, on_id text NOT NULL, PRIMARY KEY (id, on_id));
CREATE INDEX IF NOT EXISTS dependency_on_id_idx ON _weir.dependency (on_id);
-- materialized views made to take another's place
CREATE TABLE IF NOT EXISTS _weir.replacement (id text PRIMARY KEY, target_id text NOT NULL);
-- columns that are never null though PostgreSQL does not know it, as those of a view
CREATE TABLE IF NOT EXISTS _weir.never_null (id text PRIMARY KEY REFERENCES _weir.item ON DELETE CASCADE, columns text[] NOT NULL);
CREATE TABLE IF NOT EXISTS _weir.index_column (
    index_id text NOT NULL, index_position bigint NOT NULL, on_position bigint, on_expression text,
    PRIMARY KEY (index_id, index_position));
CREATE TABLE IF NOT EXISTS _weir.comment (id text NOT NULL, object_type text NOT NULL, sub_id integer NOT NULL DEFAULT 0, comment text NOT NULL,
    PRIMARY KEY (id, object_type, sub_id));
-- when the sandbox ran: load generators tick only then
CREATE TABLE IF NOT EXISTS _weir.uptime (run bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, started_at timestamptz NOT NULL, seen_at timestamptz NOT NULL);
CREATE TABLE IF NOT EXISTS _weir.replica_size (size text PRIMARY KEY, workers bigint NOT NULL, credits numeric NOT NULL, sort bigint NOT NULL);
INSERT INTO _weir.replica_size
    SELECT cc || 'cc', greatest(1, cc / 100), cc::numeric / 100, cc
    FROM unnest(ARRAY[25, 50, 100, 200, 300, 400, 600, 800, 1200, 1600, 3200, 6400]) AS cc ON CONFLICT DO NOTHING;
-- credits as Materialize's documentation, "CREATE CLUSTER", has them
INSERT INTO _weir.replica_size
    SELECT 'M.1-' || v.size, greatest(1, v.credits::bigint), v.credits, 7000 + v.place
    FROM unnest(ARRAY['nano', 'micro', 'xsmall', 'small', 'medium', 'large', '1.5xlarge', '2xlarge', '3xlarge', '4xlarge', '8xlarge',
            '16xlarge', '32xlarge', '64xlarge', '128xlarge'],
        ARRAY[0.75, 1.5, 3, 6, 9, 12, 18, 24, 36, 48, 96, 192, 384, 768, 1536]) WITH ORDINALITY AS v(size, credits, place) ON CONFLICT DO NOTHING;
INSERT INTO _weir.replica_size
    SELECT 'scale=' || s || ',workers=' || w, s * w, 1, 10000 + s * 100 + w
    FROM unnest(ARRAY[1, 2, 4, 8, 16]) AS s, unnest(ARRAY[1, 2, 4, 8, 16, 32]) AS w ON CONFLICT DO NOTHING;
INSERT INTO _weir.replica_size VALUES ('bootstrap', 1, 0, 20000) ON CONFLICT DO NOTHING;
DO $first$
BEGIN
IF EXISTS (SELECT FROM _weir.role) THEN
    RETURN;
END IF;
INSERT INTO _weir.role VALUES ('s1', 16662, 'mz_system'), ('s2', 16664, 'mz_support'), ('u1', 20001, 'materialize');
UPDATE _weir.counter SET last = 20010 WHERE kind = 'oid';
INSERT INTO _weir.database VALUES (_weir.next_id('database'), _weir.next_oid(), 'materialize', 'u1');
INSERT INTO _weir.schema VALUES (_weir.next_id('schema'), 'public'::regnamespace, 'u1', 'u1');
INSERT INTO _weir.cluster (id, name, managed, size, replication_factor, owner_id) VALUES
    (_weir.next_id('cluster'), 'quickstart', true, '25cc', 1, 'u1'),
    ('s1', 'mz_system', true, '25cc', 1, 's1'), ('s2', 'mz_catalog_server', true, '50cc', 1, 's1'),
    ('s3', 'mz_probe', true, 'bootstrap', 1, 's1'), ('s4', 'mz_support', true, '25cc', 0, 's2'),
    ('s5', 'mz_analytics', true, '25cc', 0, 's1');
INSERT INTO _weir.replica VALUES (_weir.next_id('replica'), 'u1', 'r1', '25cc', NULL),
    ('s1', 's1', 'r1', '25cc', NULL), ('s2', 's2', 'r1', '50cc', NULL), ('s3', 's3', 'r1', 'bootstrap', NULL);
END
$first$;
-- What is no relation has an oid far from those that PostgreSQL gives to relations: they count up from 16384.
UPDATE _weir.counter SET last = 2000000000 WHERE kind = 'oid' AND last < 2000000000;
UPDATE _weir.item SET oid = _weir.next_oid() WHERE NOT relation AND type <> 'type' AND oid < 2000000000;
UPDATE _weir.role SET super = true, login = true WHERE id IN ('s1', 'u1') AND super IS NULL;
INSERT INTO _weir.role (id, oid, name, login) VALUES ('g1', 16748, 'mz_monitor', false), ('g2', 16749, 'mz_monitor_redacted', false) ON CONFLICT DO NOTHING;
UPDATE _weir.replica r SET owner_id = c.owner_id FROM _weir.cluster c WHERE c.id = r.cluster_id AND r.owner_id IS NULL;

-- the Materialize name of a PostgreSQL schema: databases other than the first keep theirs behind a prefix "u2."
CREATE OR REPLACE FUNCTION _weir.schema_name(nspname name, database_id text) RETURNS text LANGUAGE sql IMMUTABLE RETURN
    CASE WHEN database_id = 'u1' THEN nspname::text ELSE substr(nspname::text, length(database_id) + 2) END;
CREATE OR REPLACE FUNCTION mz_catalog.current_schemas(implicit boolean) RETURNS text[] LANGUAGE sql STABLE AS $f$
    SELECT coalesce(array_agg(coalesce(_weir.schema_name(n.nspname, s.database_id), p.name) ORDER BY p.ordinal), '{}')
    FROM unnest(pg_catalog.current_schemas(implicit)) WITH ORDINALITY AS p(name, ordinal)
    JOIN pg_catalog.pg_namespace n ON n.nspname = p.name
    LEFT JOIN _weir.schema s ON s.nsp = n.oid
    WHERE p.name NOT LIKE '\_weir%' AND (implicit OR p.name NOT IN ('mz_catalog', 'pg_catalog'))
$f$;
CREATE OR REPLACE FUNCTION mz_catalog.current_schema() RETURNS text LANGUAGE sql STABLE
    RETURN (mz_catalog.current_schemas(false))[1];

CREATE OR REPLACE FUNCTION _weir.my_database() RETURNS text LANGUAGE sql STABLE AS $f$
    SELECT id FROM _weir.database WHERE name = current_setting('weir.database', true)
$f$;

-- items by name, as a session sees them
CREATE OR REPLACE VIEW _weir.named_item AS
    SELECT i.id, i.oid, i.type, i.source_type, c.relname::text AS name, i.cluster_id, i.owner_id, i.create_sql,
        i.definition, i.on_id, i.parent_id, i.tick, c.relnamespace AS nsp, c.relkind,
        CASE WHEN n.nspname LIKE 'pg\_temp\_%' THEN '0' ELSE s.id END AS schema_id,
        CASE WHEN n.nspname LIKE 'pg\_temp\_%' THEN 'mz_temp' ELSE _weir.schema_name(n.nspname, s.database_id) END AS schema_name,
        s.database_id, i.privileges
    FROM _weir.item i
    JOIN pg_catalog.pg_class c ON i.relation AND c.oid = i.oid
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    LEFT JOIN _weir.schema s ON s.nsp = c.relnamespace
    WHERE s.id IS NOT NULL OR n.oid = pg_catalog.pg_my_temp_schema()
    UNION ALL
    SELECT i.id, i.oid, i.type, i.source_type, i.name, i.cluster_id, i.owner_id, i.create_sql, i.definition, i.on_id,
        i.parent_id, i.tick, i.nsp, 'i'::"char", s.id, _weir.schema_name(n.nspname, s.database_id), s.database_id, i.privileges
    FROM _weir.item i
    JOIN pg_catalog.pg_namespace n ON NOT i.relation AND n.oid = i.nsp
    JOIN _weir.schema s ON s.nsp = n.oid;

DROP FUNCTION IF EXISTS _weir.register(regclass, text, text, text, text, text, text, interval, text[]);
CREATE OR REPLACE FUNCTION _weir.register(
    relation_ regclass, type_ text, source_type_ text, parent_ text, cluster_ text, create_sql_ text, definition_ text,
    tick_ interval, options_ text[], id_ text DEFAULT NULL) RETURNS text LANGUAGE plpgsql VOLATILE AS $f$
DECLARE
    given text;
BEGIN
    given := coalesce(id_, _weir.next_id('item'));
    INSERT INTO _weir.item (id, oid, relation, type, source_type, parent_id, cluster_id, owner_id, create_sql, definition, tick, options)
    VALUES (given, relation_, true, type_, source_type_, parent_,
        (SELECT id FROM _weir.cluster WHERE name = cluster_), _weir.me(), replace(create_sql_, chr(1) || '=' || chr(2), chr(1) || '=' || given || chr(2)), definition_, tick_, coalesce(options_, '{}'));
    RETURN given;
END
$f$;
-- in PL/pgSQL, so that a session plans them once
CREATE OR REPLACE FUNCTION _weir.schema_there(nspname_ text) RETURNS boolean LANGUAGE plpgsql STABLE AS $f$
BEGIN
    RETURN EXISTS (SELECT FROM pg_catalog.pg_namespace n JOIN _weir.schema s ON s.nsp = n.oid WHERE n.nspname = nspname_::name);
END
$f$;
CREATE OR REPLACE FUNCTION _weir.name_taken(nspname_ text, name_ text) RETURNS boolean LANGUAGE plpgsql STABLE AS $f$
DECLARE
    home oid := CASE nspname_ WHEN 'pg_temp' THEN pg_catalog.pg_my_temp_schema()
        ELSE (SELECT n.oid FROM pg_catalog.pg_namespace n WHERE n.nspname = nspname_::name) END;
BEGIN
    RETURN EXISTS (SELECT FROM pg_catalog.pg_class c WHERE c.relname = name_::name AND c.relnamespace = home)
        OR EXISTS (SELECT FROM _weir.item x WHERE NOT x.relation AND x.name = name_ AND x.nsp = home);
END
$f$;
-- the item of a name in the first of some schemas that has it; pg_temp is the session's own
CREATE OR REPLACE FUNCTION _weir.item_named(schemas_ text[], name_ text)
    RETURNS TABLE (id text, type text, source_type text, nspname text, name text, database text)
    LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan SET enable_nestloop = on AS $f$
#variable_conflict use_column
BEGIN
    RETURN QUERY SELECT n.id, n.type, coalesce(n.source_type, ''), p.nspname::text, name_,
        coalesce((SELECT d.name FROM _weir.database d WHERE d.id = s.database_id), 'mz_temp')
    FROM unnest(schemas_) WITH ORDINALITY AS path(nspname, ordinal)
    JOIN pg_catalog.pg_namespace p ON p.nspname = path.nspname::name OR path.nspname = 'pg_temp' AND p.oid = pg_catalog.pg_my_temp_schema()
    LEFT JOIN _weir.schema s ON s.nsp = p.oid
    CROSS JOIN LATERAL (
        SELECT i.id, i.type, i.source_type FROM pg_catalog.pg_class c JOIN _weir.item i ON i.relation AND i.oid = c.oid
        WHERE c.relname = name_::name AND c.relname::text = name_ AND c.relnamespace = p.oid
        UNION ALL SELECT i.id, i.type, i.source_type FROM _weir.item i WHERE NOT i.relation AND i.name = name_ AND i.nsp = p.oid) n
    WHERE s.id IS NOT NULL OR p.oid = pg_catalog.pg_my_temp_schema()
    ORDER BY path.ordinal LIMIT 1;
END
$f$;
CREATE INDEX IF NOT EXISTS item_name_idx ON _weir.item (name, nsp) WHERE NOT relation;

-- forgets what PostgreSQL no longer has; the number of items gone
CREATE OR REPLACE FUNCTION _weir.sweep() RETURNS bigint LANGUAGE plpgsql VOLATILE SET plan_cache_mode = force_generic_plan SET enable_nestloop = on AS $f$
DECLARE
    gone bigint;
    more bigint;
    doomed record;
BEGIN
    DELETE FROM _weir.item i WHERE relation AND NOT EXISTS (SELECT FROM pg_catalog.pg_class c WHERE c.oid = i.oid);
    GET DIAGNOSTICS gone = ROW_COUNT;
    IF gone > 0 AND EXISTS (SELECT FROM _weir.refreshed) THEN
        FOR doomed IN DELETE FROM _weir.refreshed r WHERE NOT EXISTS (SELECT FROM _weir.item i WHERE i.id = r.id) RETURNING r.id LOOP
            EXECUTE format('DROP VIEW IF EXISTS _weir_refresh.%I', doomed.id || ' query');
            EXECUTE format('DROP TABLE IF EXISTS _weir_refresh.%I', doomed.id);
            DELETE FROM _weir.refresh_strategy s WHERE s.id = doomed.id;
        END LOOP;
    END IF;
    DELETE FROM _weir.item i WHERE NOT relation AND (NOT EXISTS (SELECT FROM pg_catalog.pg_namespace n WHERE n.oid = i.nsp)
        OR i.on_id IS NOT NULL AND NOT EXISTS (SELECT FROM _weir.item o WHERE o.id = i.on_id));
    GET DIAGNOSTICS more = ROW_COUNT;
    IF gone + more > 0 THEN
        DELETE FROM _weir.replacement r WHERE NOT EXISTS (SELECT FROM _weir.item i WHERE i.id = r.id);
        DELETE FROM _weir.dependency d WHERE NOT EXISTS (SELECT FROM _weir.item i WHERE i.id = d.id);
        DELETE FROM _weir.index_column x WHERE NOT EXISTS (SELECT FROM _weir.item i WHERE i.id = x.index_id);
        DELETE FROM _weir.comment k WHERE k.object_type NOT IN ('schema', 'database', 'cluster', 'cluster-replica', 'role', 'network-policy')
            AND NOT EXISTS (SELECT FROM _weir.item i WHERE i.id = k.id);
    END IF;
    DELETE FROM _weir.schema s WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_namespace n WHERE n.oid = s.nsp);
    IF FOUND THEN
        DELETE FROM _weir.comment k WHERE k.object_type = 'schema' AND NOT EXISTS (SELECT FROM _weir.schema s WHERE s.id = k.id);
        DELETE FROM _weir.default_privilege p WHERE p.schema_id IS NOT NULL AND NOT EXISTS (SELECT FROM _weir.schema s WHERE s.id = p.schema_id);
    END IF;
    RETURN gone + more;
END
$f$;

-- items that need an item, directly
CREATE OR REPLACE VIEW _weir.need AS
    SELECT DISTINCT r.id, o.id AS on_id
    FROM pg_catalog.pg_depend d
    JOIN pg_catalog.pg_rewrite w ON d.classid = 'pg_catalog.pg_rewrite'::regclass AND w.oid = d.objid
    JOIN _weir.item r ON r.relation AND r.oid = w.ev_class
    JOIN _weir.item o ON d.refclassid = 'pg_catalog.pg_class'::regclass AND o.oid = d.refobjid AND o.id <> r.id
    UNION SELECT id, on_id FROM _weir.item WHERE on_id IS NOT NULL
    UNION SELECT id, on_id FROM _weir.dependency;
-- items that need an item, at any distance; indexes are no more than part of what they are on
CREATE OR REPLACE FUNCTION _weir.dependents(id_ text) RETURNS TABLE (id text, distance integer) LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan SET enable_nestloop = on AS $f$
DECLARE
    step integer := 1;
    edge text[] := ARRAY[id_];
    seen text[] := ARRAY[id_];
BEGIN
    WHILE cardinality(edge) > 0 LOOP
        SELECT coalesce(array_agg(DISTINCT x.id), '{}') INTO edge FROM (
            SELECT r.id
            FROM _weir.item o
            JOIN pg_catalog.pg_depend d ON d.refclassid = 'pg_catalog.pg_class'::regclass AND d.refobjid = o.oid
            JOIN pg_catalog.pg_rewrite w ON d.classid = 'pg_catalog.pg_rewrite'::regclass AND w.oid = d.objid
            JOIN _weir.item r ON r.relation AND r.oid = w.ev_class
            WHERE o.id = ANY (edge) AND o.relation
            UNION SELECT d.id FROM _weir.dependency d WHERE d.on_id = ANY (edge)) x
        WHERE x.id <> ALL (seen);
        seen := seen || edge;
        RETURN QUERY SELECT e, step FROM unnest(edge) AS e;
        step := step + 1;
    END LOOP;
END
$f$;

CREATE OR REPLACE FUNCTION _weir.asserted(value anyelement, column_name text) RETURNS boolean LANGUAGE plpgsql VOLATILE AS $f$
BEGIN
    IF value IS NULL THEN
        RAISE EXCEPTION 'column "%" must not be null', column_name USING ERRCODE = '22004';
    END IF;
    RETURN true;
END
$f$;
