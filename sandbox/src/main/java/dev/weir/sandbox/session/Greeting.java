package dev.weir.sandbox.session;

import dev.weir.sandbox.backend.BackendException;
import dev.weir.sandbox.backend.FrameWriter;
import dev.weir.sandbox.backend.ServerMessage;
import dev.weir.sandbox.dialect.SqlError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How a session begins, once the client is let in. */
final class Greeting {
    private final SessionContext context;
    private final SessionVariables variables;
    private final VariableCommands changes;
    private final ReportedVariables reported;
    private final FrameWriter out;

    Greeting(SessionContext context, VariableCommands changes, ReportedVariables reported, FrameWriter out) {
        this.context = context;
        this.variables = context.variables();
        this.changes = changes;
        this.reported = reported;
        this.out = out;
    }

    /**
     * Takes over what the startup packet asks for and says what the client has to know.
     *
     * @param key what a request to cancel must know
     */
    void greet(Map<String, String> parameters, int key) throws IOException {
        out.begin('R').int32(0).end();
        variables.superuser(context.loggedIn().superuser());
        var wanted = new LinkedHashMap<String, String>(context.loggedIn().parameters());
        for (var parameter : parameters.entrySet()) {
            switch (parameter.getKey()) {
                case "user", "replication" -> {}
                case "options" -> wanted.putAll(StartupOptions.parse(parameter.getValue()));
                default -> wanted.put(parameter.getKey(), parameter.getValue());
            }
        }
        var sql = new StringBuilder(context.loggedIn().announced());
        var told = new ArrayList<String>();
        for (var setting : wanted.entrySet()) {
            try {
                variables.setInitial(setting.getKey(), setting.getValue());
                String canonical = variables.require(setting.getKey());
                if (!VariableCommands.honoured(canonical)) continue;
                told.add(canonical);
                sql.append("; ").append(changes.setInBackend(canonical));
            } catch (SqlError e) {
                startupSettingNotSet(setting.getKey(), ErrorTranslation.of(e));
            }
        }
        try {
            context.backend().execute(sql + "; " + context.searchPathSql() + "; " + context.variablesSql());
        } catch (BackendException oneOfThem) {
            greetOneByOne(told);
        }
        reported.tellAll();
        changes.warnOfMissingDatabase();
        changes.warnOfMissingCluster();
        out.begin('K').int32(context.backend().processId()).int32(key).end();
    }

    /** PostgreSQL refuses one of the settings: the others hold all the same. */
    private void greetOneByOne(List<String> told) throws IOException {
        context.backend().execute(context.loggedIn().announced());
        for (String canonical : told) {
            try {
                context.backend().execute(changes.setInBackend(canonical));
            } catch (BackendException e) {
                variables.forgetInitial(canonical);
                startupSettingNotSet(canonical, ErrorTranslation.told(e));
            }
        }
        context.backend().execute(context.searchPathSql() + "; " + context.variablesSql());
    }

    private void startupSettingNotSet(String name, ServerMessage reason) {
        context.notice("22023", "startup setting " + name + " not set: " + reason.message());
    }
}
