package dev.weir.sandbox.session;

import dev.weir.sandbox.backend.BackendException;
import dev.weir.sandbox.dialect.Lexer;
import dev.weir.sandbox.dialect.SqlError;
import dev.weir.sandbox.dialect.SqlFragment;
import dev.weir.sandbox.dialect.Token;
import dev.weir.sandbox.dialect.ViewChange.Refresh;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * When a materialized view is refreshed. Source: Materialize docs, "CREATE MATERIALIZED VIEW", Refresh strategies; messages
 * as recorded in Materialize's test/sqllogictest/materialized_views.slt.
 */
final class RefreshSchedule {
    private final SessionContext context;
    private final List<Time> times = new ArrayList<>();
    private final boolean onCommit;
    private boolean atOnce;

    /** In milliseconds since 1970; one of a kind without {@code every}. */
    private record Time(Optional<String> every, long at) {
        String written() {
            String moment = "'" + at + "'::mz_timestamp";
            return every.map(interval -> "REFRESH = EVERY " + Quoted.literal(interval) + " ALIGNED TO " + moment)
                    .orElse("REFRESH = AT " + moment);
        }
    }

    RefreshSchedule(SessionContext context, List<Refresh> refreshes) throws IOException {
        this.context = context;
        long commits =
                refreshes.stream().filter(Refresh.OnCommit.class::isInstance).count();
        if (commits > 1) throw SqlError.of("XX000", "REFRESH ON COMMIT cannot be specified multiple times");
        if (commits == 1 && refreshes.size() > 1) {
            throw SqlError.of("XX000", "REFRESH ON COMMIT is not compatible with any of the other REFRESH options");
        }
        this.onCommit = refreshes.isEmpty() || commits == 1;
        long now = context.nowMillis();
        for (Refresh refresh : refreshes) {
            switch (refresh) {
                case Refresh.OnCommit _ -> {}
                case Refresh.AtCreation _ -> {
                    times.add(new Time(Optional.empty(), now));
                    atOnce = true;
                }
                case Refresh.At at -> {
                    long moment = moment(at.time(), "REFRESH AT");
                    if (moment < now - 1_000) {
                        throw SqlError.of(
                                "XX000", "REFRESH AT requested for a time where not all the inputs are readable");
                    }
                    times.add(new Time(Optional.empty(), moment));
                    atOnce |= moment <= context.nowMillis();
                }
                case Refresh.Every every -> {
                    checkInterval(every.interval());
                    if (every.alignedTo().isEmpty()) atOnce = true;
                    long aligned = every.alignedTo().isEmpty()
                            ? now
                            : moment(every.alignedTo().get(), "REFRESH EVERY ... ALIGNED TO");
                    times.add(new Time(Optional.of(every.interval()), aligned));
                }
            }
        }
    }

    boolean onCommit() {
        return onCommit;
    }

    /** As {@code create_sql} has it, the times worked out. */
    List<String> written() {
        return onCommit
                ? List.of("REFRESH = ON COMMIT")
                : times.stream().map(Time::written).toList();
    }

    private long moment(SqlFragment time, String clause) throws IOException {
        for (Token token : Lexer.tokenize(time.written())) {
            if (token.word("select")) throw SqlError.of("XX000", clause + " does not allow subqueries");
            if (token.word("now") || token.word("current_timestamp")) throw notConstant(clause);
        }
        Rewritten sql = context.moment(withMoments(time));
        try {
            return Long.parseLong(context.value(sql.sql()).orElseThrow(() -> notConstant(clause)));
        } catch (BackendException e) {
            return moment(sql, e, time, clause);
        }
    }

    /** With the times of the calendar among its strings as moments, so that {@code greatest('2000-01-01', mz_now())} is one. */
    private static SqlFragment withMoments(SqlFragment time) {
        var edits = new ArrayList<SqlFragment.Edit>(time.edits());
        List<Token> tokens = Lexer.tokenize(time.written());
        for (int i = 1; i + 1 < tokens.size(); i++) {
            Token token = tokens.get(i);
            boolean calendar = token.kind() == Token.Kind.STRING && token.text().matches("\\s*\\d{4,6}-\\d.*");
            boolean typed = tokens.get(i - 1).name() || tokens.get(i + 1).symbol("::");
            if (!calendar || typed) continue;
            int start = time.start() + token.start();
            int end = time.start() + token.end();
            edits.add(new SqlFragment.Edit(start, start, "("));
            edits.add(new SqlFragment.Edit(end, end, "::text::timestamptz::mz_catalog.mz_timestamp)"));
        }
        return new SqlFragment(
                time.source(), time.start(), time.end(), time.relations(), edits, time.shows(), time.collections());
    }

    /** A string may be a time of the calendar, too. */
    private long moment(Rewritten sql, BackendException refused, SqlFragment time, String clause) throws IOException {
        if (!refused.error().sqlState().equals("22P02")) {
            throw ErrorTranslation.translated(refused, sql);
        }
        Rewritten calendar = context.sql()
                .add("SELECT ((((")
                .add(time)
                .add(")::text)::timestamptz)::mz_catalog.mz_timestamp)::bigint")
                .build();
        context.backend().execute("ROLLBACK; BEGIN");
        try {
            return Long.parseLong(context.value(calendar.sql()).orElseThrow(() -> notConstant(clause)));
        } catch (BackendException e) {
            throw notConstant(clause);
        }
    }

    private static SqlError notConstant(String clause) {
        return SqlError.of(
                "XX000",
                clause
                        + " argument must be an expression that can be simplified and/or cast to a constant whose type is"
                        + " mz_timestamp");
    }

    private void checkInterval(String text) throws IOException {
        String interval = Quoted.literal(text) + "::interval";
        String verdict;
        try {
            verdict = verdict(interval);
        } catch (BackendException e) {
            throw ErrorTranslation.translatedWithoutPosition(e, Rewritten.ofOurs(interval));
        }
        if (verdict.equals("long")) {
            throw SqlError.of("XX000", "REFRESH interval must not involve units larger than days");
        }
        if (!verdict.isEmpty()) throw SqlError.of("XX000", "REFRESH interval must be positive; got: " + verdict);
    }

    private String verdict(String interval) throws IOException {
        return context.value("SELECT CASE WHEN extract(month FROM " + interval + ") + extract(year FROM " + interval
                        + ") <> 0 THEN 'long' WHEN " + interval + " <= '0'::interval THEN " + interval
                        + "::text ELSE '' END")
                .orElse("");
    }

    /** Enters the schedule of a view just made; fills it when its first time is now. */
    void begin(String id) throws IOException {
        var sql = new StringBuilder(
                "INSERT INTO _weir.refreshed (id, since) VALUES (" + Quoted.literal(id) + ", _weir.clock());");
        for (Time time : times) {
            String moment = "to_timestamp(" + time.at() + "::numeric / 1000)";
            sql.append("INSERT INTO _weir.refresh_strategy (id, type, every, aligned_to, at) VALUES (")
                    .append(Quoted.literal(id))
                    .append(", ")
                    .append(
                            time.every().isPresent()
                                    ? "'every', " + Quoted.literal(time.every().get()) + "::interval, " + moment
                                            + ", NULL"
                                    : "'at', NULL, NULL, " + moment)
                    .append(");");
        }
        if (atOnce) sql.append("SELECT _weir.refresh(" + Quoted.literal(id) + ", _weir.clock());");
        context.backend().execute(sql.toString());
    }
}
