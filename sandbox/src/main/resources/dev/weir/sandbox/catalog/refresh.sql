-- Materialized views that are refreshed on a schedule. Each has a table of its rows and a view of its query in _weir_refresh,
-- named by its id; what clients read goes through _weir.gate.
CREATE SCHEMA IF NOT EXISTS _weir_refresh;
GRANT ALL ON SCHEMA _weir_refresh TO PUBLIC;
CREATE TABLE IF NOT EXISTS _weir.refresh_strategy (
    id text NOT NULL, type text NOT NULL, every interval, aligned_to timestamptz, at timestamptz);
CREATE TABLE IF NOT EXISTS _weir.refreshed (id text PRIMARY KEY, since timestamptz NOT NULL, last timestamptz, failure text, failure_code text);

-- the first time of its schedule past another; null when there is none
CREATE OR REPLACE FUNCTION _weir.next_refresh(id_ text, past timestamptz) RETURNS timestamptz LANGUAGE sql STABLE AS $f$
    SELECT min(CASE type WHEN 'at' THEN CASE WHEN at > past THEN at END
        ELSE aligned_to + (floor(extract(epoch FROM past - aligned_to) / extract(epoch FROM every)) + 1)::double precision * every END)
    FROM _weir.refresh_strategy WHERE id = id_
$f$;
-- reads the query anew; an error is kept and told to who reads
CREATE OR REPLACE FUNCTION _weir.refresh(id_ text, at_ timestamptz) RETURNS void LANGUAGE plpgsql VOLATILE AS $f$
DECLARE
    said text;
    code text;
BEGIN
    -- the query sees the clock that sessions see
    PERFORM set_config('weir.clock', coalesce((SELECT value FROM _weir.parameter WHERE name = 'sandbox_clock'), ''), true);
    BEGIN
        EXECUTE format('DELETE FROM _weir_refresh.%I', id_);
        EXECUTE format('INSERT INTO _weir_refresh.%I SELECT * FROM _weir_refresh.%I', id_, id_ || ' query');
    EXCEPTION WHEN OTHERS THEN
        GET STACKED DIAGNOSTICS said = MESSAGE_TEXT, code = RETURNED_SQLSTATE;
    END;
    UPDATE _weir.refreshed SET last = at_, failure = said, failure_code = code WHERE id = id_;
END
$f$;
-- all that are due, those made first before those made from them
CREATE OR REPLACE FUNCTION _weir.refresh_due() RETURNS void LANGUAGE plpgsql VOLATILE AS $f$
DECLARE
    due record;
BEGIN
    FOR due IN SELECT r.id, _weir.next_refresh(r.id, least(coalesce(r.last, r.since), _weir.clock())) AS at
            FROM _weir.refreshed r WHERE EXISTS (SELECT FROM _weir.item i WHERE i.id = r.id)
            ORDER BY substr(r.id, 2)::bigint LOOP
        IF due.at <= _weir.clock() THEN
            -- times slept through are made up for by one refresh
            PERFORM _weir.refresh(due.id, _weir.clock());
        END IF;
    END LOOP;
END
$f$;
CREATE OR REPLACE FUNCTION _weir.gate(id_ text) RETURNS SETOF boolean LANGUAGE plpgsql STABLE ROWS 1 AS $f$
DECLARE
    state record;
BEGIN
    SELECT r.last, r.failure, r.failure_code, _weir.next_refresh(r.id, r.since) AS first INTO state FROM _weir.refreshed r WHERE r.id = id_;
    IF state.last IS NULL THEN
        RAISE EXCEPTION 'sandbox: not refreshed before %', coalesce(state.first::text, 'ever')
            USING ERRCODE = 'WR001', DETAIL = coalesce(floor(extract(epoch FROM state.first) * 1000)::bigint::text, '');
    END IF;
    IF state.failure IS NOT NULL THEN
        RAISE EXCEPTION '%', state.failure USING ERRCODE = state.failure_code;
    END IF;
    RETURN NEXT true;
END
$f$;
CREATE OR REPLACE VIEW mz_internal.mz_materialized_view_refresh_strategies AS
    SELECT n.id AS materialized_view_id, coalesce(s.type, 'on-commit') AS type, s.every AS "interval", s.aligned_to, s.at
    FROM _weir.named_item n LEFT JOIN _weir.refresh_strategy s ON s.id = n.id WHERE n.type = 'materialized-view';
CREATE OR REPLACE VIEW mz_internal.mz_materialized_view_refreshes AS
    SELECT r.id AS materialized_view_id, mz_catalog.mz_timestamp_of(r.last) AS last_completed_refresh,
        mz_catalog.mz_timestamp_of(_weir.next_refresh(r.id, coalesce(r.last, r.since))) AS next_refresh
    FROM _weir.refreshed r;
