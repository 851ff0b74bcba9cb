-- Load generators. Run whenever a file of this folder changes.
-- A source starts with 300 ticks behind it, so that there are rows from the first moment; AS OF says otherwise.
CREATE OR REPLACE FUNCTION _weir.ticks(source_id text) RETURNS TABLE (tick bigint, at timestamptz) LANGUAGE plpgsql STABLE ROWS 5000 AS $f$
DECLARE
    made timestamptz;
    every interval;
    run record;
    done bigint := 0;
    first_at timestamptz;
    last_at timestamptz;
    count bigint;
    before bigint;
    last_tick bigint;
BEGIN
    SELECT i.created_at, i.tick, coalesce(g.as_of + 1, 300), CASE WHEN g.as_of >= g.up_to THEN 0 ELSE g.up_to END INTO made, every, before, last_tick
        FROM _weir.item i LEFT JOIN _weir.ingestion g ON g.id = i.id WHERE i.id = source_id;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    -- a stopped clock: the first ticks end where it stopped first, others come as it is moved on
    IF coalesce(current_setting('weir.clock', true), '') <> '' THEN
        SELECT p.value::timestamptz INTO first_at FROM _weir.parameter p WHERE p.name = 'sandbox_clock_origin';
        count := before + greatest(0, floor(extract(epoch FROM now() - first_at) / extract(epoch FROM every)))::bigint;
        RETURN QUERY SELECT n, first_at + (n - before) * every FROM generate_series(1::bigint, least(count, coalesce(last_tick, count))) AS n;
        RETURN;
    END IF;
    first_at := made - before * every;
    FOR run IN SELECT u.run, u.started_at, CASE WHEN u.run = max(u.run) OVER () THEN now() ELSE u.seen_at END AS ended_at
            FROM _weir.uptime u ORDER BY u.run LOOP
        CONTINUE WHEN run.ended_at < made;
        IF run.started_at > made THEN
            first_at := run.started_at;
        END IF;
        last_at := least(run.ended_at, now());
        count := floor(extract(epoch FROM last_at - first_at) / extract(epoch FROM every))::bigint;
        IF last_tick IS NOT NULL THEN
            count := least(count, last_tick - done);
        END IF;
        IF count > 0 THEN
            RETURN QUERY SELECT done + n, first_at + n * every FROM generate_series(1::bigint, count) AS n;
            done := done + count;
        END IF;
    END LOOP;
END
$f$;
-- a number from 0 to below - 1, the same for the same arguments
CREATE OR REPLACE FUNCTION _weir.dice(seed bigint, salt bigint, below bigint) RETURNS bigint LANGUAGE sql IMMUTABLE STRICT
    RETURN (hashint8extended(seed, salt) & 9223372036854775807) % below;
