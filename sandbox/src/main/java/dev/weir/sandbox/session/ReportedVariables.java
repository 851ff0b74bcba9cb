package dev.weir.sandbox.session;

import dev.weir.sandbox.backend.FrameWriter;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The variables that a client is told of, at the start and whenever one has changed. One thread. */
final class ReportedVariables {
    /** Source: Materialize's recorded start-up messages. */
    private static final List<String> NAMES = List.of(
            "application_name",
            "client_encoding",
            "cluster",
            "cluster_replica",
            "database",
            "DateStyle",
            "default_cluster_replication_factor",
            "integer_datetimes",
            "IntervalStyle",
            "is_superuser",
            "mz_version",
            "search_path",
            "server_version",
            "standard_conforming_strings",
            "TimeZone",
            "welcome_message");

    private final SessionVariables variables;
    private final FrameWriter out;
    private final Map<String, String> told = new LinkedHashMap<>();

    ReportedVariables(SessionVariables variables, FrameWriter out) {
        this.variables = variables;
        this.out = out;
    }

    void tellAll() throws IOException {
        for (String name : NAMES) tell(name);
    }

    /** Tells of a variable that the client has set, if it is told of such. */
    void told(String name) throws IOException {
        if (NAMES.contains(name)) tell(name);
    }

    /** Tells of what has changed without the client's having said so: RESET, ROLLBACK, the end of SET LOCAL. */
    void tellChanges() throws IOException {
        for (String name : NAMES) {
            if (!variables.value(name).equals(told.getOrDefault(name, ""))) tell(name);
        }
    }

    private void tell(String name) throws IOException {
        String value = variables.value(name);
        told.put(name, value);
        out.begin('S').text(name).text(value).end();
    }
}
