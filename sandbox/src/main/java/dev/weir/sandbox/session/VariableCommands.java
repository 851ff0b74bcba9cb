package dev.weir.sandbox.session;

import dev.weir.sandbox.backend.BackendException;
import dev.weir.sandbox.dialect.Statement;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** SET and RESET: changes of a session's variables, of which PostgreSQL and the client are told. One thread. */
final class VariableCommands {
    /** Variables that PostgreSQL must honour too, under the same name. */
    private static final Set<String> BACKEND_TOO = Set.of(
            "TimeZone",
            "extra_float_digits",
            "client_min_messages",
            "idle_in_transaction_session_timeout",
            "statement_timeout");

    private final SessionContext context;
    private final SessionVariables variables;
    private final ReportedVariables reported;

    VariableCommands(SessionContext context, ReportedVariables reported) {
        this.context = context;
        this.variables = context.variables();
        this.reported = reported;
    }

    /** Whether PostgreSQL must honour a variable too. */
    static boolean honoured(String canonical) {
        return BACKEND_TOO.contains(canonical);
    }

    void set(Statement.SetVariable set) throws IOException {
        String canonical = variables.require(set.name());
        Map<String, String> before = variables.all();
        if (set.local()) variables.setLocal(canonical, set.value());
        else variables.set(canonical, set.value());
        try {
            applyToBackend(List.of(canonical));
        } catch (BackendException e) {
            variables.set(canonical, Optional.ofNullable(before.get(canonical)));
            throw e;
        }
        reported.told(canonical);
        if (canonical.equals("cluster")) warnOfMissingCluster();
        if (canonical.equals("database")) warnOfMissingDatabase();
    }

    void resetAll() throws IOException {
        variables.resetAll();
        applyToBackend(variables.all().keySet());
        reported.tellChanges();
    }

    /** What SET LOCAL set is over with the transaction, or at once where there is none. */
    void endLocals() throws IOException {
        if (context.backend().status() != 'I') return;
        List<String> reverted = variables.endLocals();
        if (reverted.isEmpty()) return;
        applyToBackend(reverted);
        reported.tellChanges();
    }

    /** A transaction is undone, and with it what was set in it. */
    void rollback() throws IOException {
        variables.rollback();
        context.refreshDatabases();
        context.backend().execute(context.searchPathSql() + "; " + context.variablesSql());
        reported.tellChanges();
    }

    void warnOfMissingDatabase() {
        if (!context.naming().knowsDatabase(context.database())) {
            context.notice("3D000", "session database \"" + context.database() + "\" does not exist");
        }
    }

    void warnOfMissingCluster() {
        String cluster = variables.value("cluster");
        boolean asked = variables.value("current_object_missing_warnings").equals("on");
        if (asked && context.live().cluster(cluster).isEmpty()) {
            context.notice("42704", "default cluster \"" + cluster + "\" does not exist");
        }
    }

    /** Lets PostgreSQL know of variables that have changed; some it must honour too. */
    private void applyToBackend(Collection<String> changed) throws IOException {
        var sql = new StringBuilder(context.variablesSql());
        for (String canonical : changed) {
            if (BACKEND_TOO.contains(canonical)) sql.append("; ").append(setInBackend(canonical));
        }
        if (changed.contains("search_path") || changed.contains("database")) {
            sql.append("; ").append(context.searchPathSql());
        }
        context.backend().execute(sql.toString());
    }

    /** The SET by which PostgreSQL learns of a variable that {@link #honoured} says it must. */
    String setInBackend(String canonical) {
        String value = variables.value(canonical);
        return "SET " + canonical + " = "
                + Quoted.literal(
                        switch (canonical) {
                            case "extra_float_digits" -> narrowed(value);
                            case "client_min_messages" -> value.equals("info") ? "log" : value;
                            default -> pgDuration(value);
                        });
    }

    /** PostgreSQL knows no more than three digits beyond those that count; more are the same to it. */
    private static String narrowed(String digits) {
        try {
            return Integer.toString(Math.clamp(Long.parseLong(digits), -15, 3));
        } catch (NumberFormatException e) {
            return digits;
        }
    }

    /** Materialize accepts {@code 1 min}, {@code 60 s}; PostgreSQL the same without the blank. */
    private static String pgDuration(String value) {
        String compact = value.replace(" ", "").toLowerCase(Locale.ROOT);
        return compact.isEmpty() || !Character.isDigit(compact.charAt(0)) ? value : compact;
    }
}
