package dev.weir.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A PostgreSQL that stands through a test class, and a folder for the project of each test, which reaches the server as any
 * server is reached, in a schema of its own.
 */
final class ServerProject implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
    @SuppressWarnings("NullAway.Init") // set before all
    private Path data;

    @SuppressWarnings("NullAway.Init") // set before all
    private ServerForTests server;

    @SuppressWarnings("NullAway.Init") // set before each
    private ScratchProject project;

    private int schemas;

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        data = Files.createTempDirectory("weir-server");
        server = ServerForTests.start(data);
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        project = new ScratchProject(Files.createTempDirectory("weir-project").toRealPath());
        of();
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        remove(project.folder());
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        server.close();
        remove(data);
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path each : deepestFirst) {
                Files.deleteIfExists(each);
            }
        }
    }

    ServerForTests server() {
        return server;
    }

    /** The project of this test. */
    ScratchProject project() {
        return project;
    }

    /** The schema of its target. */
    String schema() {
        return "t" + schemas;
    }

    /** Makes the project anew of these files (paths and texts in turn), with a schema that no test had. */
    ScratchProject of(String... pathsAndTexts) {
        schemas++;
        project.of(pathsAndTexts);
        reach(server.port(), server.user(), server.password());
        return project;
    }

    /** Writes the profile: over which port, and as whom the server is reached. */
    void reach(int port, String user, String password) {
        project.write("profiles.yml", server.profile(port, user, password, schema()));
    }
}
