package dev.weir.cli;

import dev.weir.adapter.Connection;
import dev.weir.adapter.Credentials;
import dev.weir.adapter.EmbeddedServer;
import dev.weir.cli.ScratchProject.Answer;
import dev.weir.core.engine.Adapters;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * Where pipelines run: a shell that knows how to reach a Materialize (a sandbox) and where Weir's archive lies, which has the
 * folders of a distribution and starts what is being tested.
 */
final class PipelineMachine implements AutoCloseable {
    private static final int PATIENCE_MINUTES = 5;

    private final Path folder;
    private final EmbeddedServer.Running sandbox;
    private final Connection session;
    private final Map<String, String> environment = new LinkedHashMap<>();

    private PipelineMachine(Path folder, EmbeddedServer.Running sandbox, Connection session) {
        this.folder = folder;
        this.sandbox = sandbox;
        this.session = session;
    }

    static PipelineMachine start(Path folder) throws IOException {
        Adapters adapters = Adapters.load();
        EmbeddedServer.Running sandbox = adapters.server("materialize")
                .orElseThrow()
                .start(new EmbeddedServer.Request(folder.resolve("sandbox"), OptionalInt.empty()));
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("host", sandbox.host());
        values.put("port", (long) sandbox.port());
        values.put("user", sandbox.user());
        values.put("password", sandbox.password());
        values.put("database", sandbox.database());
        values.put("schema", "public");
        values.put("sslmode", "disable");
        PipelineMachine machine = new PipelineMachine(
                folder, sandbox, adapters.find("materialize").connect(new Credentials("materialize", values), "test"));
        machine.furnish();
        return machine;
    }

    private void furnish() throws IOException {
        Path home = Files.createDirectories(folder.resolve("home"));
        Files.writeString(home.resolve(".gitconfig"), "[user]\nname = test\nemail = test@localhost\n");
        environment.put("HOME", home.toString());
        environment.put("PATH", System.getenv("PATH"));
        environment.put("GIT_CONFIG_NOSYSTEM", "1");
        environment.put("WEIR_URL", archive().toUri().toString());
        environment.put("MZ_HOST", sandbox.host());
        environment.put("MZ_PORT", String.valueOf(sandbox.port()));
        environment.put("MZ_USER", sandbox.user());
        environment.put("MZ_PASSWORD", sandbox.password());
    }

    /**
     * As build-tools/dist.sh makes it, with the class path of this test for its jars and this JVM for its runtime. It starts as
     * quickly once {@link #trained} has been run.
     */
    private Path archive() throws IOException {
        Path root = folder.resolve("weir-tested");
        Path lib = Files.createDirectories(root.resolve("lib"));
        List<String> names = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path path = Path.of(entry);
            if (Files.exists(path) && !path.endsWith(Path.of("target", "test-classes"))) {
                String name = names.size() + "-" + path.getFileName() + (Files.isDirectory(path) ? ".jar" : "");
                if (Files.isDirectory(path)) {
                    pack(path, lib.resolve(name)); // the cache is of jars
                } else {
                    Files.createSymbolicLink(lib.resolve(name), path.toRealPath());
                }
                names.add(name);
            }
        }
        Files.write(root.resolve("classpath"), names);
        Path weir = Files.createDirectories(root.resolve("bin")).resolve("weir");
        Files.writeString(weir, """
                #!/usr/bin/env bash
                set -euo pipefail
                home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
                . '%s'
                exec_app "$home" '%s' "$(basename "$0")" "$@"
                """.formatted(
                        Path.of("../build-tools/launch.sh").toRealPath(),
                        Path.of(System.getProperty("java.home"), "bin", "java")));
        if (!weir.toFile().setExecutable(true)) {
            throw new IOException("not made executable: " + weir);
        }
        Files.createSymbolicLink(root.resolve("bin/dbt"), Path.of("weir"));
        Files.createSymbolicLink(root.resolve("weir.aot"), cache());
        Answer packed = shell(folder, "tar -czf weir.tar.gz weir-tested && rm -r weir-tested", Map.of());
        if (packed.exitCode() != 0) {
            throw new IOException(packed.text());
        }
        return folder.resolve("weir.tar.gz");
    }

    private static void pack(Path classes, Path jar) throws IOException {
        int failed = ToolProvider.findFirst("jar")
                .orElseThrow()
                .run(System.out, System.err, "--create", "--file", jar.toString(), "-C", classes.toString(), ".");
        if (failed != 0) {
            throw new IOException("not packed: " + classes);
        }
    }

    private Path cache() {
        return folder.resolve("weir.aot");
    }

    /** A command of the program, which leaves the cache from which it starts quickly. */
    String trained(String command) {
        return "WEIR_JAVA_OPTS='-XX:AOTCacheOutput=" + cache() + "' " + command;
    }

    /** Runs a script in a bash that ends at the first command that fails. */
    Answer shell(Path in, String script, Map<String, String> variables) throws IOException {
        Path said = Files.createTempFile(folder, "said", ".txt");
        ProcessBuilder bash = new ProcessBuilder("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script)
                .directory(in.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        bash.environment().clear();
        bash.environment().putAll(environment);
        bash.environment().putAll(variables);
        Process process = bash.start();
        try {
            if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IOException("no end: " + script + "\n" + Files.readString(said));
            }
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        return new Answer(process.exitValue(), Files.readString(said));
    }

    String variable(String name) {
        return environment.getOrDefault(name, "");
    }

    /** The first column of what a query yields, as text. */
    List<String> ask(String sql) {
        return session.execute(sql, true, OptionalInt.empty()).rows().stream()
                .map(row -> String.valueOf(row.getFirst()))
                .toList();
    }

    @Override
    public void close() throws IOException {
        shell(folder, "rm -rf home", Map.of());
        session.close();
        sandbox.close();
    }
}
