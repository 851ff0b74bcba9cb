-- Roles' memberships, privileges and ownership: how they are kept, given to new objects and asked for. Source: Materialize docs,
-- "Access control (RBAC)", and test/sqllogictest/privilege_checks.slt, privilege_grants.slt, default_privileges.slt there.

-- ---- who is who
CREATE OR REPLACE FUNCTION _weir.role_name(id_ text) RETURNS text LANGUAGE sql STABLE AS $f$
    SELECT CASE WHEN id_ IN ('', 'p') THEN 'PUBLIC' ELSE (SELECT name FROM _weir.role WHERE id = id_) END
$f$;
-- the roles whose privileges a role has: its own, those it is a member of, and everybody's
CREATE OR REPLACE FUNCTION _weir.roles_of(id_ text) RETURNS text[] LANGUAGE sql STABLE AS $f$
    WITH RECURSIVE held(id) AS (
        SELECT id_ UNION SELECT m.role_id FROM held h JOIN _weir.role_member m ON m.member_id = h.id)
    SELECT array_agg(id) || ''::text FROM held
$f$;
CREATE OR REPLACE FUNCTION _weir.is_super(id_ text) RETURNS boolean LANGUAGE sql STABLE AS $f$
    SELECT coalesce((SELECT super FROM _weir.role WHERE id = id_), false)
$f$;
-- whether the session may do all
CREATE OR REPLACE FUNCTION _weir.unchecked() RETURNS boolean LANGUAGE sql STABLE AS $f$
    SELECT _weir.is_super(_weir.me()) OR EXISTS (SELECT FROM _weir.parameter WHERE name = 'enable_rbac_checks' AND value = 'off')
$f$;

-- ---- lists of privileges
CREATE OR REPLACE FUNCTION _weir.letters(letters_ text) RETURNS text LANGUAGE sql IMMUTABLE AS $f$
    SELECT coalesce(string_agg(x.c, '' ORDER BY x.o), '') FROM unnest(string_to_array('arwdUCRBNP', NULL)) WITH ORDINALITY AS x(c, o)
    WHERE position(x.c IN letters_) > 0
$f$;
CREATE OR REPLACE FUNCTION _weir.privilege_name(letter text) RETURNS text LANGUAGE sql IMMUTABLE RETURN
    CASE letter WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE' WHEN 'd' THEN 'DELETE' WHEN 'U' THEN 'USAGE'
        WHEN 'C' THEN 'CREATE' WHEN 'R' THEN 'CREATEROLE' WHEN 'B' THEN 'CREATEDB' WHEN 'N' THEN 'CREATECLUSTER'
        WHEN 'P' THEN 'CREATENETWORKPOLICY' END;
CREATE OR REPLACE FUNCTION _weir.privilege_letter(name_ text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT AS $f$
DECLARE
    letter text;
BEGIN
    SELECT x.c INTO letter FROM unnest(string_to_array('arwdUCRBNP', NULL)) AS x(c) WHERE _weir.privilege_name(x.c) = upper(btrim(name_));
    IF letter IS NULL THEN
        RAISE EXCEPTION 'unrecognized privilege type: "%"', name_ USING ERRCODE = '22023';
    END IF;
    RETURN letter;
END
$f$;
-- what there is to have on a kind of object
CREATE OR REPLACE FUNCTION _weir.letters_on(type_ text) RETURNS text LANGUAGE sql IMMUTABLE RETURN
    CASE WHEN type_ = 'table' THEN 'arwd' WHEN type_ IN ('view', 'materialized-view', 'source') THEN 'r'
        WHEN type_ IN ('type', 'secret', 'connection', 'network-policy') THEN 'U' WHEN type_ IN ('database', 'schema', 'cluster') THEN 'UC'
        WHEN type_ = 'system' THEN 'RBNP' ELSE '' END;
CREATE OR REPLACE FUNCTION _weir.acl_items(acl text[]) RETURNS TABLE (grantee text, letters text, grantor text) LANGUAGE sql IMMUTABLE AS $f$
    SELECT split_part(i, '=', 1), split_part(split_part(i, '=', 2), '/', 1), split_part(i, '/', 2) FROM unnest(acl) AS i
$f$;
-- the items that say the same in Materialize's order: everybody, the system's roles, the others as they were made
CREATE OR REPLACE FUNCTION _weir.acl_of(grantees text[], letters_ text[], grantors text[]) RETURNS text[] LANGUAGE sql IMMUTABLE AS $f$
    SELECT coalesce(array_agg(g || '=' || l || '/' || r ORDER BY g <> '', left(g, 1), length(g), g, r), '{}') FROM (
        SELECT x.g, x.r, _weir.letters(string_agg(x.l, '')) AS l FROM unnest(grantees, letters_, grantors) AS x(g, l, r) GROUP BY x.g, x.r) AS merged
    WHERE l <> ''
$f$;
CREATE OR REPLACE FUNCTION _weir.acl_grant(acl text[], grantee_ text, grantor_ text, letters_ text) RETURNS text[] LANGUAGE sql IMMUTABLE AS $f$
    SELECT _weir.acl_of(array_agg(grantee) || grantee_, array_agg(letters) || letters_, array_agg(grantor) || grantor_) FROM _weir.acl_items(acl)
$f$;
CREATE OR REPLACE FUNCTION _weir.acl_revoke(acl text[], grantee_ text, letters_ text) RETURNS text[] LANGUAGE sql IMMUTABLE AS $f$
    SELECT coalesce(_weir.acl_of(array_agg(grantee),
        array_agg(CASE WHEN grantee = grantee_ THEN translate(letters, letters_, '') ELSE letters END), array_agg(grantor)), '{}')
    FROM _weir.acl_items(acl)
$f$;
-- a new owner takes over what the old one had and gave
CREATE OR REPLACE FUNCTION _weir.acl_handed_over(acl text[], from_ text, to_ text) RETURNS text[] LANGUAGE sql IMMUTABLE AS $f$
    SELECT coalesce(_weir.acl_of(array_agg(CASE grantee WHEN from_ THEN to_ ELSE grantee END), array_agg(letters),
        array_agg(CASE grantor WHEN from_ THEN to_ ELSE grantor END)), '{}')
    FROM _weir.acl_items(acl)
$f$;
CREATE OR REPLACE FUNCTION _weir.acl_has(acl text[], roles text[], letter text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $f$
    SELECT EXISTS (SELECT FROM _weir.acl_items(acl) WHERE grantee = ANY (roles) AND position(letter IN letters) > 0)
$f$;

-- ---- what new objects come with: their owner's privileges, and the default privileges that apply
INSERT INTO _weir.system_acl SELECT true, ARRAY['s1=RBNP/s1', 'u1=RBNP/s1'] ON CONFLICT DO NOTHING;
DO $first$
BEGIN
    IF obj_description('_weir.default_privilege'::regclass) IS NULL THEN
        INSERT INTO _weir.default_privilege VALUES ('p', NULL, NULL, 'type', 'p', 'U'), ('p', NULL, NULL, 'schema', 's2', 'U'),
            ('p', NULL, NULL, 'cluster', 's2', 'U'), ('p', NULL, NULL, 'database', 's2', 'U');
        COMMENT ON TABLE _weir.default_privilege IS 'filled';
    END IF;
END
$first$;
CREATE OR REPLACE FUNCTION _weir.new_acl(type_ text, owner_ text, database_ text, schema_ text) RETURNS text[] LANGUAGE plpgsql STABLE AS $f$
DECLARE
    own text := _weir.letters_on(type_);
    kind_ text := CASE WHEN type_ IN ('view', 'materialized-view', 'source') THEN 'table' ELSE type_ END;
    acl text[];
    d record;
BEGIN
    IF own = '' THEN
        RETURN NULL;
    END IF;
    acl := ARRAY[owner_ || '=' || own || '/' || owner_];
    FOR d IN SELECT p.grantee, p.letters FROM _weir.default_privilege p
            WHERE p.role_id IN (owner_, 'p') AND (p.database_id IS NULL OR p.database_id = database_)
                AND (p.schema_id IS NULL OR p.schema_id = schema_) AND p.object_type = kind_ LOOP
        -- of what is given, that which there is to have on such an object
        acl := _weir.acl_grant(acl, CASE d.grantee WHEN 'p' THEN '' ELSE d.grantee END, owner_,
            translate(d.letters, translate(d.letters, own, ''), ''));
    END LOOP;
    RETURN acl;
END
$f$;
CREATE OR REPLACE FUNCTION _weir.give_privileges() RETURNS trigger LANGUAGE plpgsql AS $f$
DECLARE
    home _weir.schema;
BEGIN
    IF NEW.privileges IS NOT NULL THEN
        RETURN NEW;
    END IF;
    CASE TG_TABLE_NAME
        WHEN 'database' THEN
            NEW.privileges := _weir.new_acl('database', NEW.owner_id, NULL, NULL);
        WHEN 'cluster' THEN
            NEW.privileges := _weir.new_acl('cluster', NEW.owner_id, NULL, NULL);
        WHEN 'policy' THEN
            NEW.privileges := _weir.new_acl('network-policy', NEW.owner_id, NULL, NULL);
        WHEN 'schema' THEN
            NEW.privileges := _weir.new_acl('schema', NEW.owner_id, NEW.database_id, NULL);
            IF (SELECT n.nspname FROM pg_catalog.pg_namespace n WHERE n.oid = NEW.nsp) ~ '^(u\d+\.)?public$' THEN
                NEW.privileges := _weir.acl_grant(NEW.privileges, '', NEW.owner_id, 'U');
            END IF;
        ELSE
            SELECT s.* INTO home FROM _weir.schema s
                WHERE s.nsp = coalesce(NEW.nsp, (SELECT c.relnamespace FROM pg_catalog.pg_class c WHERE c.oid = NEW.oid));
            NEW.privileges := _weir.new_acl(NEW.type, NEW.owner_id, home.database_id, home.id);
    END CASE;
    RETURN NEW;
END
$f$;
CREATE OR REPLACE TRIGGER give_privileges BEFORE INSERT ON _weir.database FOR EACH ROW EXECUTE FUNCTION _weir.give_privileges();
CREATE OR REPLACE TRIGGER give_privileges BEFORE INSERT ON _weir.schema FOR EACH ROW EXECUTE FUNCTION _weir.give_privileges();
CREATE OR REPLACE TRIGGER give_privileges BEFORE INSERT ON _weir.cluster FOR EACH ROW EXECUTE FUNCTION _weir.give_privileges();
CREATE OR REPLACE TRIGGER give_privileges BEFORE INSERT ON _weir.policy FOR EACH ROW EXECUTE FUNCTION _weir.give_privileges();
CREATE OR REPLACE TRIGGER give_privileges BEFORE INSERT ON _weir.item FOR EACH ROW EXECUTE FUNCTION _weir.give_privileges();
-- what was there before privileges were kept
UPDATE _weir.database SET privileges = _weir.acl_grant(_weir.new_acl('database', owner_id, NULL, NULL), '', owner_id, 'U') WHERE privileges IS NULL;
UPDATE _weir.schema s SET privileges = CASE WHEN n.nspname = 'public'
        THEN _weir.acl_grant(_weir.new_acl('schema', s.owner_id, s.database_id, NULL), '', s.owner_id, 'U')
        ELSE _weir.new_acl('schema', s.owner_id, s.database_id, NULL) END
    FROM pg_catalog.pg_namespace n WHERE n.oid = s.nsp AND s.privileges IS NULL;
UPDATE _weir.cluster SET privileges = CASE WHEN id IN ('u1', 's2') THEN _weir.acl_grant(_weir.new_acl('cluster', owner_id, NULL, NULL), '', owner_id, 'U')
        ELSE _weir.new_acl('cluster', owner_id, NULL, NULL) END
    WHERE privileges IS NULL;
UPDATE _weir.item i SET privileges = _weir.new_acl(i.type, i.owner_id, NULL, NULL) WHERE privileges IS NULL AND _weir.letters_on(i.type) <> '';

-- ---- everything that can have an owner and privileges, by kind ("item" for what lives in a schema) and id
CREATE OR REPLACE VIEW _weir.securable AS
    SELECT 'database' AS kind, 'database' AS type, d.id, d.owner_id, d.privileges, d.name AS full_name, NULL AS schema_id, d.id AS database_id
        FROM _weir.database d
    UNION ALL
    SELECT 'schema', 'schema', s.id, s.owner_id, s.privileges, d.name || '.' || _weir.schema_name(n.nspname, s.database_id), NULL, s.database_id
        FROM _weir.schema s JOIN pg_catalog.pg_namespace n ON n.oid = s.nsp JOIN _weir.database d ON d.id = s.database_id
    UNION ALL
    SELECT 'cluster', 'cluster', c.id, c.owner_id, c.privileges, c.name, NULL, NULL FROM _weir.cluster c
    UNION ALL
    SELECT 'network-policy', 'network-policy', p.id, p.owner_id, p.privileges, p.name, NULL, NULL FROM _weir.policy p
    UNION ALL
    SELECT 'cluster-replica', 'cluster-replica', r.id, r.owner_id, NULL, c.name || '.' || r.name, NULL, NULL
        FROM _weir.replica r JOIN _weir.cluster c ON c.id = r.cluster_id
    UNION ALL
    SELECT 'item', n.type, n.id, n.owner_id, i.privileges, coalesce(d.name || '.', '') || n.schema_name || '.' || n.name, n.schema_id, n.database_id
        FROM _weir.named_item n JOIN _weir.item i ON i.id = n.id LEFT JOIN _weir.database d ON d.id = n.database_id
    UNION ALL
    SELECT 'system', 'system', '', 's1', a.privileges, '', NULL, NULL FROM _weir.system_acl a;
-- as messages name it: TABLE "materialize.public.t"
CREATE OR REPLACE FUNCTION _weir.described(type_ text, full_name_ text) RETURNS text LANGUAGE sql IMMUTABLE RETURN
    CASE type_ WHEN 'system' THEN 'SYSTEM' ELSE upper(replace(type_, '-', ' ')) || ' "' || full_name_ || '"' END;

-- ---- planned once a session: planning takes longer than asking. What a statement needs; each does nothing where it is there, or where nothing of that id is (which is said elsewhere)
CREATE OR REPLACE FUNCTION _weir.need_privilege_as(role_ text, kind_ text, id_ text, privilege_ text) RETURNS void LANGUAGE plpgsql STABLE
    SET plan_cache_mode = force_generic_plan SET enable_nestloop = on AS $f$
DECLARE
    s record;
    what text;
BEGIN
    SELECT x.* INTO s FROM _weir.securable x WHERE x.kind = kind_ AND x.id = id_;
    IF NOT FOUND OR s.schema_id = '0' OR _weir.is_super(role_)
            OR _weir.acl_has(s.privileges, _weir.roles_of(role_), _weir.privilege_letter(privilege_)) THEN
        RETURN;
    END IF;
    what := _weir.described(s.type, s.full_name);
    RAISE EXCEPTION 'permission denied for %', what
        USING ERRCODE = '42501', DETAIL = format('The ''%s'' role needs %s privileges on %s', _weir.role_name(role_), privilege_, what);
END
$f$;
CREATE OR REPLACE FUNCTION _weir.need_privilege(kind_ text, id_ text, privilege_ text) RETURNS void LANGUAGE plpgsql STABLE AS $f$
BEGIN
    IF NOT _weir.unchecked() THEN
        PERFORM _weir.need_privilege_as(_weir.me(), kind_, id_, privilege_);
    END IF;
END
$f$;
CREATE OR REPLACE FUNCTION _weir.need_owner(kind_ text, id_ text) RETURNS void LANGUAGE plpgsql STABLE
    SET plan_cache_mode = force_generic_plan SET enable_nestloop = on AS $f$
DECLARE
    s record;
BEGIN
    IF _weir.unchecked() THEN
        RETURN;
    END IF;
    SELECT x.* INTO s FROM _weir.securable x WHERE x.kind = kind_ AND x.id = id_;
    IF FOUND AND NOT s.owner_id = ANY (_weir.roles_of(_weir.me())) THEN
        RAISE EXCEPTION 'must be owner of % %', upper(replace(s.type, '-', ' ')), s.full_name USING ERRCODE = '42501';
    END IF;
END
$f$;
CREATE OR REPLACE FUNCTION _weir.need_usage_around(id_ text) RETURNS void LANGUAGE plpgsql STABLE
    SET plan_cache_mode = force_generic_plan SET enable_nestloop = on AS $f$
BEGIN
    PERFORM _weir.need_privilege('schema', (SELECT n.schema_id FROM _weir.named_item n WHERE n.id = id_), 'USAGE');
END
$f$;
CREATE OR REPLACE FUNCTION _weir.need_membership(roles text[]) RETURNS void LANGUAGE plpgsql STABLE AS $f$
DECLARE
    lacking text;
BEGIN
    IF _weir.unchecked() THEN
        RETURN;
    END IF;
    SELECT string_agg('"' || r.name || '"', ', ' ORDER BY x.o) INTO lacking
        FROM unnest(roles) WITH ORDINALITY AS x(name, o) JOIN _weir.role r ON r.name = x.name
        WHERE NOT r.id = ANY (_weir.roles_of(_weir.me()));
    IF lacking IS NOT NULL THEN
        RAISE EXCEPTION 'must be a member of %', lacking USING ERRCODE = '42501';
    END IF;
END
$f$;
CREATE OR REPLACE FUNCTION _weir.need_superuser(action_ text) RETURNS void LANGUAGE plpgsql STABLE AS $f$
BEGIN
    IF NOT _weir.is_super(_weir.me()) THEN
        RAISE EXCEPTION 'permission denied to %', action_
            USING ERRCODE = '42501', DETAIL = 'You must be a superuser to ' || action_;
    END IF;
END
$f$;
-- reading relations needs USAGE on their schemas and SELECT on them; a view is read with its owner's privileges
CREATE OR REPLACE FUNCTION _weir.need_read_as(role_ text, ids text[], seen text[]) RETURNS text[] LANGUAGE plpgsql STABLE
    SET plan_cache_mode = force_generic_plan SET enable_nestloop = on AS $f$
DECLARE
    i record;
    views record;
BEGIN
    FOR i IN SELECT n.id, n.type, n.schema_id, n.owner_id, x.o FROM unnest(ids) WITH ORDINALITY AS x(id, o) JOIN _weir.named_item n ON n.id = x.id ORDER BY x.o LOOP
        CONTINUE WHEN role_ || ' ' || i.id = ANY (seen);
        seen := seen || (role_ || ' ' || i.id);
        PERFORM _weir.need_privilege_as(role_, 'schema', i.schema_id, 'USAGE');
        PERFORM _weir.need_privilege_as(role_, 'item', i.id, 'SELECT');
        IF i.type IN ('view', 'materialized-view') THEN
            seen := _weir.need_read_as(i.owner_id, ARRAY(SELECT d.on_id FROM _weir.need d WHERE d.id = i.id ORDER BY 1), seen);
        END IF;
    END LOOP;
    RETURN seen;
END
$f$;
CREATE OR REPLACE FUNCTION _weir.need_read(ids text[]) RETURNS void LANGUAGE plpgsql STABLE AS $f$
BEGIN
    IF NOT _weir.unchecked() THEN
        PERFORM _weir.need_read_as(_weir.me(), ids, '{}');
    END IF;
END
$f$;

-- ---- what clients ask
CREATE OR REPLACE FUNCTION _weir.aclitem_text(item mz_catalog.mz_aclitem) RETURNS text LANGUAGE sql STABLE STRICT AS $f$
    SELECT CASE i.grantee WHEN '' THEN '' ELSE coalesce(_weir.role_name(i.grantee), i.grantee) END || '=' || i.letters || '/' || coalesce(_weir.role_name(i.grantor), i.grantor)
    FROM _weir.acl_items(ARRAY[format('%s', item)]) AS i
$f$;
DO $cast$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_cast WHERE castsource = 'mz_catalog.mz_aclitem'::regtype AND casttarget = 'text'::regtype) THEN
        CREATE CAST (mz_catalog.mz_aclitem AS text) WITH FUNCTION _weir.aclitem_text(mz_catalog.mz_aclitem);
    END IF;
END
$cast$;
CREATE OR REPLACE FUNCTION mz_internal.mz_aclexplode(acl mz_catalog.mz_aclitem[])
    RETURNS TABLE (grantor text, grantee text, privilege_type text, is_grantable boolean) LANGUAGE sql IMMUTABLE AS $f$
    SELECT i.grantor, CASE i.grantee WHEN '' THEN 'p' ELSE i.grantee END, _weir.privilege_name(l), false
    FROM _weir.acl_items(ARRAY(SELECT format('%s', a) FROM unnest(acl) AS a)) AS i, unnest(string_to_array(i.letters, NULL)) AS l
$f$;
CREATE OR REPLACE FUNCTION mz_catalog.mz_is_superuser() RETURNS boolean LANGUAGE sql STABLE RETURN _weir.is_super(_weir.me());
CREATE OR REPLACE FUNCTION mz_catalog."current_user"() RETURNS text LANGUAGE sql STABLE RETURN _weir.role_name(_weir.me());
CREATE OR REPLACE FUNCTION mz_catalog."current_catalog"() RETURNS text LANGUAGE sql STABLE RETURN mz_catalog.current_database();
CREATE OR REPLACE FUNCTION mz_catalog."current_role"() RETURNS text LANGUAGE sql STABLE RETURN _weir.role_name(_weir.me());
CREATE OR REPLACE FUNCTION mz_catalog."session_user"() RETURNS text LANGUAGE sql STABLE RETURN _weir.role_name(_weir.me());
CREATE OR REPLACE FUNCTION mz_catalog."user"() RETURNS text LANGUAGE sql STABLE RETURN _weir.role_name(_weir.me());

CREATE OR REPLACE FUNCTION _weir.role_id(name_ text) RETURNS text LANGUAGE plpgsql STABLE STRICT AS $f$
DECLARE
    found_id text;
BEGIN
    SELECT id INTO found_id FROM _weir.role WHERE name = name_;
    IF found_id IS NULL THEN
        RAISE EXCEPTION 'role "%" does not exist', name_ USING ERRCODE = '42704';
    END IF;
    RETURN found_id;
END
$f$;
CREATE OR REPLACE FUNCTION _weir.role_id(oid_ oid) RETURNS text LANGUAGE sql STABLE STRICT AS $f$
    SELECT coalesce((SELECT id FROM _weir.role WHERE oid = oid_), '-')
$f$;
-- the id of a thing by a name as a session would write it
CREATE OR REPLACE FUNCTION _weir.securable_id(kind_ text, name_ text) RETURNS text LANGUAGE plpgsql STABLE STRICT AS $f$
DECLARE
    parts text[] := parse_ident(name_);
    found_id text;
    home text;
BEGIN
    IF kind_ = 'database' THEN
        SELECT id INTO found_id FROM _weir.database WHERE name = parts[1];
    ELSIF kind_ = 'cluster' THEN
        SELECT id INTO found_id FROM _weir.cluster WHERE name = parts[1];
    ELSIF kind_ = 'schema' THEN
        SELECT s.id INTO found_id FROM mz_catalog.mz_schemas s LEFT JOIN _weir.database d ON d.id = s.database_id
            WHERE s.name = parts[cardinality(parts)]
                AND (s.database_id IS NULL OR d.name = CASE WHEN cardinality(parts) > 1 THEN parts[1] ELSE current_setting('weir.database', true) END);
    ELSE
        home := CASE WHEN cardinality(parts) > 2 THEN parts[1] ELSE current_setting('weir.database', true) END;
        SELECT o.id INTO found_id FROM mz_catalog.mz_objects o JOIN mz_catalog.mz_schemas s ON s.id = o.schema_id LEFT JOIN _weir.database d ON d.id = s.database_id
            WHERE o.name = parts[cardinality(parts)] AND (s.database_id IS NULL OR d.name = home)
                AND CASE WHEN cardinality(parts) > 1 THEN s.name = parts[cardinality(parts) - 1]
                    ELSE s.name = ANY (mz_catalog.current_schemas(true)) END
                AND CASE kind_ WHEN 'relation' THEN o.type IN ('table', 'view', 'materialized-view', 'source') ELSE o.type = kind_ END
            ORDER BY array_position(mz_catalog.current_schemas(true), s.name) LIMIT 1;
    END IF;
    IF found_id IS NULL THEN
        RAISE EXCEPTION '% "%" does not exist', kind_, name_ USING ERRCODE = CASE kind_ WHEN 'schema' THEN '3F000' WHEN 'database' THEN '3D000' ELSE '42704' END;
    END IF;
    RETURN found_id;
END
$f$;
CREATE OR REPLACE FUNCTION _weir.securable_id(kind_ text, oid_ oid) RETURNS text LANGUAGE sql STABLE STRICT AS $f$
    SELECT CASE kind_
        WHEN 'database' THEN (SELECT id FROM _weir.database WHERE oid = oid_)
        WHEN 'schema' THEN (SELECT id FROM mz_catalog.mz_schemas WHERE oid = oid_)
        ELSE (SELECT id FROM mz_catalog.mz_objects WHERE oid = oid_ AND CASE kind_ WHEN 'relation' THEN type IN ('table', 'view', 'materialized-view', 'source') ELSE type = kind_ END)
    END
$f$;
CREATE OR REPLACE FUNCTION _weir.acl_on(kind_ text, id_ text) RETURNS text[] LANGUAGE sql STABLE STRICT AS $f$
    SELECT CASE WHEN id_ LIKE 's%' AND kind_ <> 'cluster' THEN ARRAY[CASE kind_ WHEN 'relation' THEN '=r/s1' ELSE '=U/s1' END]
        ELSE (SELECT s.privileges FROM _weir.securable s WHERE s.kind = CASE WHEN kind_ IN ('database', 'schema', 'cluster', 'system') THEN kind_ ELSE 'item' END AND s.id = id_) END
$f$;
-- several privileges joined by commas: any of them will do
CREATE OR REPLACE FUNCTION _weir.has(role_ text, kind_ text, id_ text, privileges_ text) RETURNS boolean LANGUAGE plpgsql STABLE STRICT AS $f$
DECLARE
    p text;
    acl text[] := _weir.acl_on(kind_, id_);
    roles text[] := _weir.roles_of(role_);
    answer boolean := false;
BEGIN
    FOREACH p IN ARRAY string_to_array(privileges_, ',') LOOP
        answer := _weir.acl_has(acl, roles, _weir.privilege_letter(p)) OR answer;
    END LOOP;
    RETURN answer;
END
$f$;
DO $make$
DECLARE
    k record;
    role_type text;
    object_type text;
BEGIN
    FOR k IN SELECT * FROM (VALUES ('database', 'database'), ('schema', 'schema'), ('cluster', 'cluster'), ('table', 'relation'),
            ('type', 'type'), ('secret', 'secret'), ('connection', 'connection')) AS v(name, kind) LOOP
        FOREACH object_type IN ARRAY ARRAY['text', 'oid'] LOOP
            CONTINUE WHEN k.kind = 'cluster' AND object_type = 'oid';
            EXECUTE format('CREATE OR REPLACE FUNCTION mz_catalog.has_%s_privilege(%I %s, privilege text) RETURNS boolean LANGUAGE sql STABLE STRICT RETURN _weir.has(_weir.me(), %L, _weir.securable_id(%L, %I), privilege)',
                k.name, k.name, object_type, k.kind, k.kind, k.name);
            FOREACH role_type IN ARRAY ARRAY['text', 'oid'] LOOP
                EXECUTE format('CREATE OR REPLACE FUNCTION mz_catalog.has_%s_privilege(role %s, %I %s, privilege text) RETURNS boolean LANGUAGE sql STABLE STRICT RETURN _weir.has(_weir.role_id(role), %L, _weir.securable_id(%L, %I), privilege)',
                    k.name, role_type, k.name, object_type, k.kind, k.kind, k.name);
            END LOOP;
        END LOOP;
    END LOOP;
END
$make$;
CREATE OR REPLACE FUNCTION mz_catalog.has_system_privilege(privilege text) RETURNS boolean LANGUAGE sql STABLE STRICT RETURN
    _weir.has(_weir.me(), 'system', '', privilege);
CREATE OR REPLACE FUNCTION mz_catalog.has_system_privilege(role text, privilege text) RETURNS boolean LANGUAGE sql STABLE STRICT RETURN
    _weir.has(_weir.role_id(role), 'system', '', privilege);
CREATE OR REPLACE FUNCTION mz_catalog.has_system_privilege(role oid, privilege text) RETURNS boolean LANGUAGE sql STABLE STRICT RETURN
    _weir.has(_weir.role_id(role), 'system', '', privilege);
CREATE OR REPLACE FUNCTION _weir.is_member(member_ text, role_ text, privilege_ text) RETURNS boolean LANGUAGE plpgsql STABLE STRICT AS $f$
BEGIN
    IF upper(privilege_) NOT IN ('MEMBER', 'USAGE') THEN
        RAISE EXCEPTION 'unrecognized privilege type: "%"', privilege_ USING ERRCODE = '22023';
    END IF;
    RETURN role_ = ANY (_weir.roles_of(member_));
END
$f$;
DO $make$
DECLARE
    f text;
    member_type text;
    role_type text;
BEGIN
    FOREACH f IN ARRAY ARRAY['pg_has_role', 'has_role'] LOOP
        FOREACH role_type IN ARRAY ARRAY['text', 'oid'] LOOP
            EXECUTE format('CREATE OR REPLACE FUNCTION mz_catalog.%s(role %s, privilege text) RETURNS boolean LANGUAGE sql STABLE STRICT RETURN _weir.is_member(_weir.me(), _weir.role_id(role), privilege)', f, role_type);
            FOREACH member_type IN ARRAY ARRAY['text', 'oid'] LOOP
                EXECUTE format('CREATE OR REPLACE FUNCTION mz_catalog.%s(member %s, role %s, privilege text) RETURNS boolean LANGUAGE sql STABLE STRICT RETURN _weir.is_member(_weir.role_id(member), _weir.role_id(role), privilege)', f, member_type, role_type);
            END LOOP;
        END LOOP;
    END LOOP;
END
$make$;
CREATE OR REPLACE FUNCTION mz_internal.mz_role_oid_memberships() RETURNS jsonb LANGUAGE sql STABLE AS $f$
    SELECT coalesce(jsonb_object_agg(r.oid::text, (SELECT coalesce(jsonb_agg(o.oid::text), '[]') FROM _weir.role o WHERE o.id = ANY (_weir.roles_of(r.id)) AND o.id <> r.id)), '{}')
    FROM _weir.role r
$f$;
-- a query needs what it reads and, if it reads anything of a user's, the cluster it runs on
CREATE OR REPLACE FUNCTION _weir.need_query(ids text[], cluster_ text) RETURNS void LANGUAGE plpgsql STABLE AS $f$
BEGIN
    PERFORM _weir.need_read(ids);
    IF array_remove(ids, NULL) <> '{}' THEN
        PERFORM _weir.need_privilege('cluster', (SELECT c.id FROM _weir.cluster c WHERE c.name = cluster_), 'USAGE');
    END IF;
END
$f$;
-- ---- values of mz_aclitem. Source: test/sqllogictest/aclitem.slt.
CREATE OR REPLACE FUNCTION _weir.checked_role_id(id_ text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT AS $f$
BEGIN
    IF id_ !~ '^([su]\d+|p)$' THEN
        RAISE EXCEPTION 'couldn''t parse role id ''%''', id_ USING ERRCODE = '22023';
    END IF;
    RETURN CASE id_ WHEN 'p' THEN '' ELSE id_ END;
END
$f$;
CREATE OR REPLACE FUNCTION mz_internal.make_mz_aclitem(grantee text, grantor text, privileges text) RETURNS mz_catalog.mz_aclitem LANGUAGE plpgsql IMMUTABLE STRICT AS $f$
BEGIN
    IF _weir.checked_role_id(grantor) = '' THEN
        RAISE EXCEPTION 'mz_aclitem grantor cannot be PUBLIC role' USING ERRCODE = '22023';
    END IF;
    RETURN (_weir.checked_role_id(grantee) || '='
        || _weir.letters((SELECT string_agg(_weir.privilege_letter(p), '') FROM unnest(string_to_array(privileges, ',')) AS p)) || '/' || grantor)::mz_catalog.mz_aclitem;
END
$f$;
CREATE OR REPLACE FUNCTION mz_internal.mz_aclitem_grantee(item mz_catalog.mz_aclitem) RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $f$
    SELECT CASE i.grantee WHEN '' THEN 'p' ELSE i.grantee END FROM _weir.acl_items(ARRAY[format('%s', item)]) AS i
$f$;
CREATE OR REPLACE FUNCTION mz_internal.mz_aclitem_grantor(item mz_catalog.mz_aclitem) RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $f$
    SELECT i.grantor FROM _weir.acl_items(ARRAY[format('%s', item)]) AS i
$f$;
CREATE OR REPLACE FUNCTION mz_internal.mz_aclitem_privileges(item mz_catalog.mz_aclitem) RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $f$
    SELECT i.letters FROM _weir.acl_items(ARRAY[format('%s', item)]) AS i
$f$;
CREATE OR REPLACE FUNCTION mz_internal.mz_acl_item_contains_privilege(item mz_catalog.mz_aclitem, privileges text) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT AS $f$
    SELECT bool_and(position(_weir.privilege_letter(p) IN mz_internal.mz_aclitem_privileges(item)) > 0) FROM unnest(string_to_array(privileges, ',')) AS p
$f$;
CREATE OR REPLACE FUNCTION mz_internal.mz_format_privileges(letters text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT AS $f$
    SELECT array_agg(_weir.privilege_name(l)) FROM unnest(string_to_array(letters, NULL)) AS l
$f$;
DO $operators$
BEGIN
    IF to_regoperator('mz_catalog.=(mz_catalog.mz_aclitem, mz_catalog.mz_aclitem)') IS NULL THEN
        CREATE FUNCTION mz_catalog.mz_aclitem_eq(mz_catalog.mz_aclitem, mz_catalog.mz_aclitem) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT
            RETURN format('%s', $1) = format('%s', $2);
        CREATE FUNCTION mz_catalog.mz_aclitem_ne(mz_catalog.mz_aclitem, mz_catalog.mz_aclitem) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT
            RETURN format('%s', $1) <> format('%s', $2);
        CREATE OPERATOR mz_catalog.= (LEFTARG = mz_catalog.mz_aclitem, RIGHTARG = mz_catalog.mz_aclitem, FUNCTION = mz_catalog.mz_aclitem_eq, COMMUTATOR = OPERATOR(mz_catalog.=));
        CREATE OPERATOR mz_catalog.<> (LEFTARG = mz_catalog.mz_aclitem, RIGHTARG = mz_catalog.mz_aclitem, FUNCTION = mz_catalog.mz_aclitem_ne, COMMUTATOR = OPERATOR(mz_catalog.<>));
    END IF;
END
$operators$;
