package dev.weir.core.engine;

import dev.weir.adapter.Adapter;
import dev.weir.adapter.Credentials;
import dev.weir.adapter.EmbeddedServer;
import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import dev.weir.core.project.Profile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The way to the database of a profile: its server, or the embedded one it asks for, which is started or joined here and
 * stopped again on close if it was started here.
 */
final class DatabaseAccess implements AutoCloseable {
    private final Credentials credentials;
    private final Optional<EmbeddedServer.Running> server;

    private DatabaseAccess(Credentials credentials, Optional<EmbeddedServer.Running> server) {
        this.credentials = credentials;
        this.server = server;
    }

    static DatabaseAccess open(Adapters adapters, Adapter adapter, Profile profile, Path projectDir) {
        Credentials written = Adapters.credentials(adapter, profile.name(), profile.targetName(), profile.values());
        Optional<String> key = adapter.profileSpec().embeddedKey(profile.values());
        if (key.isEmpty()) {
            return new DatabaseAccess(written, Optional.empty());
        }
        EmbeddedServer embedded = adapters.server(adapter.type())
                .orElseThrow(() -> new WeirException(Diagnostic.of(
                        DiagnosticCode.MZS_001,
                        "\"" + key.get() + ": true\" needs the sandbox, which is not installed")));
        Path data = projectDir.resolve(".weir").resolve(key.get());
        EmbeddedServer.Running running = embedded.start(new EmbeddedServer.Request(data, port(profile)));
        Map<String, @Nullable Object> values = new LinkedHashMap<>(written.values());
        values.put("host", running.host());
        values.put("port", (long) running.port());
        values.put("user", running.user());
        values.put("password", running.password());
        // Both are on this machine: the sandbox would encrypt if it were asked to.
        values.putIfAbsent("sslmode", "disable");
        values.putIfAbsent("database", running.database());
        if (values.get("database") == null) {
            values.put("database", running.database());
        }
        if (values.get("schema") == null) {
            values.put("schema", "public");
        }
        return new DatabaseAccess(new Credentials(written.type(), values), Optional.of(running));
    }

    private static OptionalInt port(Profile profile) {
        return profile.values().get("port") instanceof Long port
                ? OptionalInt.of(port.intValue())
                : OptionalInt.empty();
    }

    Credentials credentials() {
        return credentials;
    }

    @Override
    public void close() {
        server.ifPresent(EmbeddedServer.Running::close);
    }
}
