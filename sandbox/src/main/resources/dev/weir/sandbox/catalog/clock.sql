-- Time as a session sees it: its own, or the one that ALTER SYSTEM SET sandbox_clock has stopped at.
-- the same for what is done for no session
CREATE OR REPLACE FUNCTION _weir.clock() RETURNS timestamptz LANGUAGE sql VOLATILE AS $f$
    SELECT coalesce((SELECT value::timestamptz FROM _weir.parameter WHERE name = 'sandbox_clock'), clock_timestamp())
$f$;
CREATE OR REPLACE FUNCTION mz_catalog.now() RETURNS timestamptz LANGUAGE sql STABLE
    RETURN coalesce(nullif(current_setting('weir.clock', true), '')::timestamptz, pg_catalog.now());
CREATE OR REPLACE FUNCTION mz_catalog."current_timestamp"() RETURNS timestamptz LANGUAGE sql STABLE
    RETURN coalesce(nullif(current_setting('weir.clock', true), '')::timestamptz, pg_catalog.now());
CREATE OR REPLACE FUNCTION mz_catalog.mz_now() RETURNS mz_catalog.mz_timestamp LANGUAGE sql STABLE
    RETURN (floor(extract(epoch FROM coalesce(nullif(current_setting('weir.clock', true), '')::timestamptz, pg_catalog.now())) * 1000)::bigint)::mz_catalog.mz_timestamp;
