package dev.weir.sandbox.session;

import dev.weir.sandbox.backend.BackendAddress;
import dev.weir.sandbox.upstream.SandboxFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** What a sandbox has of the world outside: the project's file, the endpoint of webhooks, the servers it reads. Thread-safe. */
public interface Outside {
    /** The folder that holds {@code sandbox.yml}. */
    Path folder();

    /** Sees that webhooks are answered, and yields where: {@code http://127.0.0.1:6874}. */
    String webhooks() throws IOException;

    /** A secret's value. Not to be shown, logged or passed to a client. */
    Optional<byte[]> secret(String id) throws IOException;

    /** The server that a POSTGRES connection leads to. Throws {@code IOException} when it leads through what we have not. */
    BackendAddress postgres(String connectionId) throws IOException;

    /** Begins to follow the source of that id; to be called once it is committed. */
    void follow(String sourceId);

    /** {@code sandbox.yml} as it is now. Throws {@link SandboxFile.Fault}. */
    default SandboxFile file() {
        return SandboxFile.read(folder());
    }

    /** A secret that is text. */
    default Optional<String> secretText(String id) throws IOException {
        return secret(id).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }
}
