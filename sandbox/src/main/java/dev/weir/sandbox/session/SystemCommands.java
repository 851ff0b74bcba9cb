package dev.weir.sandbox.session;

import dev.weir.sandbox.backend.BackendException;
import dev.weir.sandbox.dialect.SqlError;
import dev.weir.sandbox.dialect.SystemChange;
import java.io.IOException;
import java.util.Optional;

/** ALTER SYSTEM. Source: Materialize docs, "ALTER SYSTEM SET"; who may set what as Materialize has it. */
final class SystemCommands {
    /** Where the clock was stopped first; load generators count from there. */
    private static final String CLOCK_ORIGIN = "sandbox_clock_origin";

    private final SessionContext context;

    SystemCommands(SessionContext context) {
        this.context = context;
    }

    void run(SystemChange change) throws IOException {
        switch (change) {
            case SystemChange.SetParameter set -> set(set);
            case SystemChange.ResetAll() -> {
                if (!context.loggedIn().name().equals("mz_system")) throw ofSystem();
                recordOutOfMemory();
                context.backend().execute("DELETE FROM _weir.parameter");
            }
        }
    }

    private void set(SystemChange.SetParameter set) throws IOException {
        String name = SessionVariables.canonical(set.name()).orElse(set.name());
        boolean session = SessionVariables.canonical(set.name()).isPresent();
        if (!session && !SystemParameters.known(name)) throw SessionVariables.unknown(name);
        checkRole(name);
        String key = SystemParameters.delay(name) ? qualified(name) : name;
        if (name.equals(SystemParameters.REPLICA_OOM)) recordOutOfMemory();
        if (set.value().isEmpty()) {
            String origin = name.equals(SystemParameters.CLOCK) ? ", " + Quoted.literal(CLOCK_ORIGIN) : "";
            context.backend()
                    .execute("DELETE FROM _weir.parameter WHERE name IN (" + Quoted.literal(key) + origin + ")");
            return;
        }
        String value = set.value().get();
        if (session) new SessionVariables().set(name, set.value());
        context.backend()
                .execute(
                        "INSERT INTO _weir.parameter (name, value, changed_at) VALUES (" + Quoted.literal(key) + ", "
                                + Quoted.literal(checked(name, value))
                                + ", clock_timestamp()) ON CONFLICT (name) DO UPDATE SET value = excluded.value, changed_at = excluded.changed_at");
        if (name.equals(SystemParameters.CLOCK)) {
            context.backend()
                    .execute("INSERT INTO _weir.parameter (name, value) SELECT '" + CLOCK_ORIGIN
                            + "', value FROM _weir.parameter WHERE name = " + Quoted.literal(name)
                            + " ON CONFLICT DO NOTHING");
        }
        if (!session && !SystemParameters.effective(name)) {
            context.notice("00000", "sandbox: " + name + " is recorded and has no effect here");
        }
    }

    private void checkRole(String name) throws IOException {
        LoggedIn role = context.loggedIn();
        if (role.name().equals("mz_system")) return;
        if (!SystemParameters.ofSuperusers(name)) throw ofSystem();
        new Requirements(context)
                .superuser("toggle the '" + name + "' system configuration parameter")
                .check();
    }

    private static SqlError ofSystem() {
        return SqlError.of("42501", "permission denied to alter system")
                .withDetail("You must be the 'mz_system' role")
                .withHint("Connect as mz_system; the sandbox lets it in.");
    }

    private String checked(String name, String value) throws IOException {
        if (SystemParameters.delay(name)) return converted(name, value, "interval", "duration");
        if (name.equals(SystemParameters.CLOCK)) return converted(name, value, "timestamptz", "timestamp");
        if (name.equals(SystemParameters.REPLICA_OOM)) warnOfMissing(value);
        return SystemParameters.checked(name, value);
    }

    private String converted(String name, String value, String type, String shown) throws IOException {
        try {
            return context.value("SELECT " + Quoted.literal(value) + "::" + type + "::text")
                    .orElseThrow();
        } catch (BackendException e) {
            throw SqlError.of("22023", "parameter \"" + name + "\" requires a \"" + shown + "\" value");
        }
    }

    /** {@code setting.schema.object} is in the session's database; {@code setting.cluster} and full names stay. */
    private String qualified(String name) {
        String[] parts = name.split("\\.", -1);
        if (parts.length != 3) return name;
        return parts[0] + "." + context.database() + "." + parts[1] + "." + parts[2];
    }

    /** What has been reported so far stays in the history when the setting goes. */
    private void recordOutOfMemory() throws IOException {
        context.backend()
                .execute(
                        "INSERT INTO _weir.replica_event SELECT replica_id, 'offline', 'oom-killed', occurred_at FROM _weir.oom;"
                                + " INSERT INTO _weir.replica_event SELECT DISTINCT replica_id, 'online', NULL, clock_timestamp() FROM _weir.oom");
    }

    private void warnOfMissing(String value) throws IOException {
        for (String replica : value.replace(" ", "").split(",", -1)) {
            if (replica.isEmpty()) continue;
            Optional<String> there =
                    context.value("SELECT 1 FROM _weir.replica r JOIN _weir.cluster c ON c.id = r.cluster_id WHERE "
                            + Quoted.literal(replica) + " IN (r.name, c.name || '.' || r.name)");
            if (there.isEmpty()) context.notice("42704", "sandbox: there is no replica \"" + replica + "\" yet");
        }
    }
}
