package dev.weir.cli;

import dev.weir.adapter.Adapter;
import dev.weir.adapter.Connection;
import dev.weir.adapter.DatabaseException;
import dev.weir.adapter.EmbeddedServer;
import dev.weir.adapter.ProfileSpec;
import dev.weir.core.project.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.ServiceLoader;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A sandbox whose clock stands still, of which is known what it is sent and what stands there. As conformance/materializations.py has it. */
final class SandboxUnderWatch implements AutoCloseable {
    private final EmbeddedServer.Running server;
    private final Path log;
    private final String stateQuery;
    private final Connection connection;
    private int seen;
    private int marks;
    private TreeSet<String> stood;

    /** @param failure the error's SQLSTATE */
    record Sent(Object session, String text, Optional<String> failure) {}

    private SandboxUnderWatch(EmbeddedServer.Running server, Path log, String stateQuery) {
        this.server = server;
        this.log = log;
        this.stateQuery = stateQuery;
        this.connection = connect(server);
        execute("alter system set sandbox_clock = '2026-01-01 00:00:00Z'");
        this.stood = state();
        sent();
    }

    static SandboxUnderWatch start(Path data, String stateQuery) {
        EmbeddedServer found = ServiceLoader.load(EmbeddedServer.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(each -> each.adapterType().equals("materialize"))
                .findFirst()
                .orElseThrow();
        return new SandboxUnderWatch(
                found.start(new EmbeddedServer.Request(data, OptionalInt.empty())),
                found.statementLog(data),
                stateQuery);
    }

    /** A session of a test's own with a sandbox that runs. */
    static Connection connect(EmbeddedServer.Running server) {
        Adapter adapter = ServiceLoader.load(Adapter.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(each -> each.type().equals("materialize"))
                .findFirst()
                .orElseThrow();
        Map<String, @Nullable Object> target = new LinkedHashMap<>();
        target.put("host", server.host());
        target.put("port", (long) server.port());
        target.put("user", server.user());
        target.put("password", server.password());
        target.put("database", server.database());
        target.put("schema", "public");
        return adapter.connect(
                ((ProfileSpec.Outcome.Valid) adapter.profileSpec().check(target)).credentials(), "test");
    }

    int port() {
        return server.port();
    }

    void execute(String sql) {
        connection.execute(sql, false, OptionalInt.empty());
    }

    private List<List<@Nullable Object>> rows(String sql) {
        return connection.execute(sql, true, OptionalInt.empty()).rows();
    }

    /** What others sent since this was asked last. The log is written by a thread of its own: a statement of ours marks the end. */
    List<Sent> sent() {
        String mark = "select 'mark " + ++marks + "'";
        execute(mark);
        List<Map<?, ?>> entries = entries();
        while (entries.isEmpty() || !mark.equals(entries.getLast().get("text"))) {
            Thread.onSpinWait();
            entries = entries();
        }
        seen += entries.size();
        List<Sent> found = new ArrayList<>();
        for (Map<?, ?> entry : entries) {
            if (!String.valueOf(entry.get("session")).equals(String.valueOf(connection.backendId()))) {
                found.add(new Sent(
                        String.valueOf(entry.get("session")),
                        SideBySide.squeezed(String.valueOf(entry.get("text"))),
                        Optional.ofNullable(entry.get("sqlstate")).map(String::valueOf)));
            }
        }
        return found;
    }

    private List<Map<?, ?>> entries() {
        try {
            String text = Files.exists(log) ? Files.readString(log) : "";
            List<Map<?, ?>> entries = new ArrayList<>();
            text.substring(0, text.lastIndexOf('\n') + 1)
                    .lines()
                    .skip(seen)
                    .forEach(line -> entries.add((Map<?, ?>) JsonText.parse(line)));
            return entries;
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }

    /** How what stands there differs from when this was asked last. */
    List<String> changed() {
        TreeSet<String> stands = state();
        List<String> lines = new ArrayList<>();
        for (String each : stood) {
            if (!stands.contains(each)) {
                lines.add("gone " + each);
            }
        }
        for (String each : stands) {
            if (!stood.contains(each)) {
                lines.add("there " + each);
            }
        }
        stood = stands;
        return lines;
    }

    private TreeSet<String> state() {
        TreeSet<String> lines = new TreeSet<>();
        for (List<@Nullable Object> row : rows(stateQuery)) {
            lines.add(SideBySide.plain(SideBySide.words(String.valueOf(row.get(0)))));
        }
        for (List<@Nullable Object> row :
                rows("select d.name, s.name, o.name from mz_objects o join mz_schemas s on s.id = o.schema_id"
                        + " join mz_databases d on d.id = s.database_id where o.id like 'u%'"
                        + " and o.type in ('table', 'view', 'materialized-view', 'source')")) {
            String path = row.get(0) + "." + row.get(1) + "." + row.get(2);
            List<String> found = rowsOf("\"" + row.get(0) + "\".\"" + row.get(1) + "\".\"" + row.get(2) + "\"");
            if (found.size() > 8) {
                lines.add("rows " + path + " " + found.size());
            } else {
                found.forEach(each -> lines.add("row " + path + " " + each));
            }
        }
        return lines;
    }

    private List<String> rowsOf(String relation) {
        try {
            return rows("select to_jsonb(t)::text from " + relation + " t").stream()
                    .map(row -> String.valueOf(row.get(0)))
                    .toList();
        } catch (DatabaseException failure) {
            return List.of(SideBySide.words(failure.words().lines().findFirst().orElse("")));
        }
    }

    @Override
    public void close() {
        connection.close();
        server.close();
    }
}
